import { englishFor } from '#shell/web/error-sentence.tsx';

englishFor({
  'meetings/nobody-due': 'Nobody is due at this meeting. Check the list.',
  'meetings/more-present-than-due':
    'More are present than due. Check the list; guests go into the field for guests.',
  'meetings/no-quorum':
    'Too few came by the clause that applies. Choose another day, take the vote or the kind away, or check the list.',
  'meetings/more-votes-than-present':
    'More votes than people with a vote who were present. Check the numbers.',
  'meetings/more-written-than-absent':
    'More letters than people absent. Count those who were there with the votes.',
  'meetings/unknown-kind': 'There is no such kind of meeting.',
  'meetings/no-kind': 'Choose at least one kind of meeting.',
  'meetings/not-of-this-organisation': 'This kind of organisation does not hold this kind of meeting.',
  'meetings/task-of-failed-decision': 'A decision that did not pass cannot give out tasks.',
  'meetings/rule-of-another-meeting': 'This voting rule belongs to another kind of meeting.',
  'meetings/person-twice': 'The same person stands twice on the list.',
  'meetings/not-on-roster': 'Somebody on the list did not belong to the organisation that day.',
  'meetings/not-there': 'Whoever chaired, took minutes, lectured or spoke must be marked as present.',
  'meetings/guest-on-roster': 'A guest is on the list of those expected. Mark them there.',
  'meetings/say-how-many': 'Say how many were due and how many came.',
  'meetings/same-day':
    'A meeting of this kind is recorded for that day already. Correct it, or say that this was another one.',
  'meetings/unknown-decision': 'The decisions do not match the record. Reload the page.',
  'meetings/decision-has-tasks':
    'A decision that gave out tasks cannot be removed. Withdraw the tasks first.',
  'meetings/withdrawn': 'The record was withdrawn and cannot be corrected.',
});

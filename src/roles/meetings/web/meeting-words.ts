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
  'meetings/wrong-majority':
    'What was declared does not agree with the votes under the clause, which counts those due, not those present.',
  'meetings/choose-base': 'Say first whether passing is counted on those due or on those present.',
  'meetings/not-secret': 'This vote needs no secrecy. Take the ballots away.',
  'meetings/paper-needed':
    'This vote is secret: give the ballots given out, handed back and invalid, and two tellers.',
  'meetings/two-tellers': 'Two different tellers are needed.',
  'meetings/teller-not-there': 'Tellers must be voters who were there.',
  'meetings/more-ballots-than-voters': 'More ballots given out than voters present.',
  'meetings/more-returned-than-issued': 'More ballots came back than were given out: vote again.',
  'meetings/ballots-do-not-add-up': 'The votes and the invalid ballots do not add up to those handed back.',
  'meetings/unknown-step': 'The course does not match the kinds chosen. Reload the page.',
  'meetings/step-missing':
    'A required step of this kind of meeting is missing. Tick it if it was taken, or do not record the meeting as this kind.',
  'meetings/steps-out-of-order': 'The steps were not taken in their order.',
  'meetings/already-past': 'The day has passed. Choose another, or record the meeting.',
  'meetings/short-notice':
    'The notice is shorter than its clause asks for. Give a reason or choose another day.',
  'meetings/nobody-came':
    'Nobody came, so it was no meeting. Mark who was there; a meeting that was not held need not be recorded.',
  'meetings/day-too-far': 'That day is more than two years ahead. Check the year.',
  'meetings/day-passed': 'The day has passed. Record a meeting that was held.',
  'meetings/round-closed': 'What members wrote is open already, or nothing is collected now.',
  'meetings/round-not-running': 'No written round is running.',
  'meetings/not-all-written': 'Not everybody has written yet; it opens to all at one moment.',
  'meetings/written-without-day': 'Topics are to be written on: say until when.',
  'meetings/nothing-to-write-on': 'Choose a topic to write on, or take the day away.',
  'meetings/written-after-meeting': 'Writing must end by the day of the meeting.',
  'meetings/unknown-topic': 'The agenda has changed. Reload the page.',
  'meetings/motion-on-agenda':
    'A member’s motion cannot be dropped from the agenda. Answer it, or put it on another one.',
  'meetings/speaker-not-expected': 'Speakers must be among those expected, each once.',
  'meetings/plan-gone': 'This planned meeting was recorded or called off already.',
  'meetings/series-twice': 'A running series covers this kind of meeting already. End it first.',
  'meetings/series-ended': 'This series has ended.',
  'meetings/no-days': 'The rule gives no day in this span.',
  'meetings/span-backwards': 'The last day is before the first.',
  'meetings/span-too-long': 'At most a year at a time.',
  'meetings/not-in-this-state': 'This meeting is in another state. Reload the page.',
  'motions/not-in-this-state': 'This motion is in another state. Reload the page.',
  'motions/which-meeting': 'Choose the meeting on whose agenda it goes.',
  'motions/own-motion': 'Nobody answers his own motion. Put it on an agenda, or let another answer.',
  'motions/say-why': 'Tell the mover why, in ten letters at least.',
  'motions/too-many': 'Too many of your motions wait for an answer.',
  'motions/not-this-meeting': 'Choose a meeting of this branch that is still to come.',
  'meetings/asked-again':
    'The system knows this already: see it there, take it out of the form, and send the rest.',
  'meetings/no-branches': 'There are no branches under this organisation, or too many for one request.',
  'groups/member-twice': 'The same person stands twice among the members.',
  'groups/not-of-the-branch': 'Members of a group must be members of the branch.',
  'groups/leader-not-member': 'The leader must be one of the members.',
  'groups/name-taken': 'The branch has a group of this name.',
  'meetings/withdrawn': 'The record was withdrawn and cannot be corrected.',
});

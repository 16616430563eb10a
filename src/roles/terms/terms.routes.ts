import { on } from '#platform/http/routes.ts';
import * as appointments from './appointments.contract.ts';
import {
  approveAppointment,
  resubmitAppointment,
  returnAppointment,
  withdrawAppointment,
} from './approve-appointment.ts';
import { completeTraining } from './enter-training.ts';
import { enterElection, moveEnd } from './keep-terms.ts';
import { proposeAppointment } from './propose-appointment.ts';
import { listAppointments, showAppointment, showCaseForm } from './read-appointments.ts';
import { listSetUps, showSetUp } from './read-set-up.ts';
import * as terms from './terms.contract.ts';

/** The routes of set-up, terms and appointments. */
export const termsRoutes = [
  on(terms.listSetUp, (ctx, { query }) => listSetUps(ctx, query)),
  on(terms.readSetUp, (ctx, { params }) => showSetUp(ctx, params.id)),
  on(terms.enterTerm, (ctx, { params, body }) => enterElection(ctx, params.id, body)),
  on(terms.shiftTerm, (ctx, { params, body }) => moveEnd(ctx, params.id, body)),
  on(appointments.listCases, (ctx, { query }) => listAppointments(ctx, query)),
  on(appointments.readCase, (ctx, { params }) => showAppointment(ctx, params.id)),
  on(appointments.readCaseForm, (ctx, { params }) => showCaseForm(ctx, params.id)),
  on(appointments.proposeCase, (ctx, { body }) => proposeAppointment(ctx, body)),
  on(appointments.resubmitCase, (ctx, { params, body }) => resubmitAppointment(ctx, params.id, body)),
  on(appointments.approveCase, (ctx, { params, body }) => approveAppointment(ctx, params.id, body)),
  on(appointments.returnCase, (ctx, { params, body }) => returnAppointment(ctx, params.id, body)),
  on(appointments.withdrawCase, (ctx, { params }) => withdrawAppointment(ctx, params.id)),
  on(appointments.enterTraining, (ctx, { params, body }) => completeTraining(ctx, params.id, body)),
];

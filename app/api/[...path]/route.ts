import { AppError } from '#server/errors.ts';
import { withAnyone } from '#server/http/with-anyone.ts';

/** What no other route answers: a program that asks gets an error it can read, not a page. */
const answerNothing = withAnyone(async (request) => {
  throw new AppError(
    'NOT_FOUND',
    `There is nothing at ${new URL(request.url).pathname}. All calls are in /api/v1/openapi.json.`,
  );
});

export {
  answerNothing as DELETE,
  answerNothing as GET,
  answerNothing as PATCH,
  answerNothing as POST,
  answerNothing as PUT,
};

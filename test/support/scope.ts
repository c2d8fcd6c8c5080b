/**
 * Whether everything is to be tried. `npm test` takes a part where the rest would only say the same again, so that it
 * ends in about a minute; `.ci/run` sets WHOLE=1.
 */
export const whole = process.env['WHOLE'] === '1'

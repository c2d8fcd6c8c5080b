/**
 * What differs between one team's mini program and another's.
 *
 * Put the id of your CloudBase environment into `env`, as its console shows it. Empty stands for the environment that
 * was created first, which is all that most mini programs have.
 */
export const config = { env: '', version: '0.1.0' }

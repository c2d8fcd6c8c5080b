import people from '../../tools/people.json'

/** The people of the local cloud, and some whom a function must refuse. */
export const everyone = {
  ...people,
  nobody: { name: 'Nobody', appid: people.alice.appid },
  digits: { name: 'Digits', openid: '12345678901234567890', appid: people.alice.appid },
}

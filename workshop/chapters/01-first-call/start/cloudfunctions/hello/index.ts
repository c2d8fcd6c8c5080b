/** Says hello to whoever calls. It does not ask who that is yet. */
export const main = async () => ({
  text: 'Hello from the cloud',
})

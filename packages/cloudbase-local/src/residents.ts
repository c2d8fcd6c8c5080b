import { HttpError } from 'loopback-guard'
import type { Card } from './card'
import { declaredUnionid, identityOf, type People, type Person } from './people'

/** The people in their present state: a UNIONID can be switched on and off while the cloud runs. */
export class Residents {
  /** Keys of the people whose UNIONID is switched off. */
  private readonly keysWithUnionidOff: Set<string>

  constructor(private readonly people: People) {
    this.keysWithUnionidOff = new Set(
      Object.keys(people).filter((key) => people[key]?.unionidAtStart === false),
    )
  }

  /** Gives the person, without the UNIONID while that is switched off. Raises an HttpError for an unknown key. */
  get(key: string): Person {
    const person = Object.hasOwn(this.people, key) ? this.people[key] : undefined
    if (!person)
      throw new HttpError(
        400,
        `Nobody is called "${key}". There are: ${Object.keys(this.people).join(', ')}.`,
      )
    return this.keysWithUnionidOff.has(key) ? removeUnionid(person) : person
  }

  /**
   * Takes effect with the person's next call. Raises an HttpError for an unknown key and for a person without a
   * declared UNIONID.
   */
  setUnionid(key: string, on: boolean): void {
    if (declaredUnionid(this.get(key)) === undefined && !this.keysWithUnionidOff.has(key))
      throw new HttpError(400, `${key} has no UNIONID to switch: declare one in the people file.`)
    if (on) this.keysWithUnionidOff.delete(key)
    else this.keysWithUnionidOff.add(key)
  }

  card(key: string): Card {
    const person = this.get(key)
    const unionid = declaredUnionid(person) !== undefined
    return {
      name: person.name,
      via: viaOf(person),
      unionid,
      switchable: unionid || this.keysWithUnionidOff.has(key),
      ids: this.idsOf(key),
    }
  }

  private idsOf(key: string): string[] {
    const declared = this.people[key]
    const identity = declared && identityOf(declared)
    return [identity?.openid, identity?.unionid].filter((id) => id !== undefined)
  }

  cards(): Record<string, Card> {
    return Object.fromEntries(Object.keys(this.people).map((key) => [key, this.card(key)]))
  }

  /** Gives the key of the person who owns a document, or `somebody` when the owner is not one of the people here. */
  ownerOf(document: { _openid?: unknown; unionid?: unknown }): string {
    const identities = Object.entries(this.people).map(([key, person]) => [key, identityOf(person)] as const)
    const ownerBy = (field: 'openid' | 'unionid', value: unknown) =>
      identities.find(([, identity]) => value !== undefined && identity?.[field] === value)?.[0]
    return ownerBy('openid', document._openid) ?? ownerBy('unionid', document.unionid) ?? 'somebody'
  }
}

const removeUnionid = (person: Person): Person => ({
  ...person,
  unionid: undefined,
  from: person.from && { ...person.from, unionid: undefined },
})

function viaOf({ source, from, stranger }: Person): Card['via'] {
  if (source === 'wx_trigger') return 'timer'
  if (!from) return 'app'
  return stranger ? 'stranger' : 'sibling'
}

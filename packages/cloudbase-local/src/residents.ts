import { HttpError } from 'loopback-guard'
import type { Card } from './card'
import { declaredUnionid, identityOf, type People, type Person } from './people'

/** The people as they are now: a UNIONID comes and goes while the cloud runs. */
export class Residents {
  private readonly without: Set<string>

  constructor(private readonly people: People) {
    this.without = new Set(Object.keys(people).filter((key) => people[key]?.unionidAtStart === false))
  }

  /** Raises an HttpError for an unknown key. */
  get(key: string): Person {
    const person = Object.hasOwn(this.people, key) ? this.people[key] : undefined
    if (!person)
      throw new HttpError(
        400,
        `Nobody is called "${key}". There are: ${Object.keys(this.people).join(', ')}.`,
      )
    return this.without.has(key) ? withoutUnionid(person) : person
  }

  /** From the next call on. Raises an HttpError for an unknown key, and for somebody who has no UNIONID to switch. */
  setUnionid(key: string, on: boolean): void {
    if (declaredUnionid(this.get(key)) === undefined && !this.without.has(key))
      throw new HttpError(400, `${key} has no UNIONID to switch: declare one in the people file.`)
    if (on) this.without.delete(key)
    else this.without.add(key)
  }

  card(key: string): Card {
    const person = this.get(key)
    const unionid = declaredUnionid(person) !== undefined
    return {
      name: person.name,
      via: viaOf(person),
      unionid,
      switchable: unionid || this.without.has(key),
    }
  }

  cards(): Record<string, Card> {
    return Object.fromEntries(Object.keys(this.people).map((key) => [key, this.card(key)]))
  }

  /** The key of whose a document is by its own fields, `somebody` when it is nobody's here. */
  ownerOf(document: { _openid?: unknown; unionid?: unknown }): string {
    const identities = Object.entries(this.people).map(([key, person]) => [key, identityOf(person)] as const)
    const by = (field: 'openid' | 'unionid', value: unknown) =>
      identities.find(([, identity]) => value !== undefined && identity?.[field] === value)?.[0]
    return by('openid', document._openid) ?? by('unionid', document.unionid) ?? 'somebody'
  }
}

const withoutUnionid = (person: Person): Person => ({
  ...person,
  unionid: undefined,
  from: person.from && { ...person.from, unionid: undefined },
})

function viaOf({ source, from, stranger }: Person): Card['via'] {
  if (source === 'wx_trigger') return 'timer'
  if (!from) return 'app'
  return stranger ? 'stranger' : 'sibling'
}

import type { CodeSpace } from 'glass-easel-miniprogram-adapter'
import { domOf } from './boundary'
import { registerControl } from './controls'
import { warn } from './warnings'
import type { Options } from './wx/api'

/** The behaviors that an app names as `wx://…` in the list `behaviors` of a component. */
export class Behaviors {
  private readonly known: Record<string, unknown>

  constructor(space: CodeSpace) {
    const empty = () => space.behavior().register()
    this.known = {
      'wx://form-field': formField(space),
      'wx://form-field-button': empty(),
      'wx://form-field-group': empty(),
      // The framework looks at a component's `export` without being told.
      'wx://component-export': empty(),
    }
  }

  /** Gives a definition with its named behaviors replaced by the behaviors themselves. */
  named(definition: Options): Options {
    const { behaviors } = definition
    if (!Array.isArray(behaviors)) return definition
    const found = behaviors.flatMap((one: unknown) => {
      if (typeof one !== 'string') return [one]
      if (!(one in this.known)) warn(`The behavior "${one}" is not in the preview.`)
      return this.known[one] ?? []
    })
    return { ...definition, behaviors: found }
  }
}

/** Makes a component a control of the form around it: the form collects its `value` under its `name`. */
function formField(space: CodeSpace): unknown {
  return space
    .behavior()
    .property('name', String)
    .property('value', { type: null, value: null })
    .lifetime('attached', function () {
      const first = this.data.value
      registerControl(domOf(this._$), {
        name: () => this.data.name,
        value: () => this.data.value,
        reset: () => this.setData({ value: first }),
        activate: () => undefined,
      })
    })
    .register()
}

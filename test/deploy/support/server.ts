import type { IncomingMessage, ServerResponse } from 'node:http'
import { listen, readBody, sendJson } from 'loopback-guard'
import { FakeCloud, Refusal } from './cloud'
import { signatureProblem } from './signature'

export interface Request {
  service: string
  action: string
  body: unknown
  token: string | undefined
  region: string | undefined
}

/** What happens to a request instead of its answer; `lost` and `cut` take effect after and before it is done. */
export type Fault = { code: string; message?: string } | 'lost' | 'cut'

const services: Record<string, string> = { '2018-06-08': 'tcb', '2018-04-16': 'scf' }

/** Tencent Cloud on this machine: verifies each signature, answers from a FakeCloud, and records what was asked. */
export class Server {
  readonly cloud = new FakeCloud()
  readonly requests: Request[] = []
  /** Decides about each request; the second argument counts those of the same action before it. */
  fault: (action: string, before: number) => Fault | undefined = () => undefined
  clockOffsetMs = 0
  url = ''
  close: () => Promise<void> = () => Promise.resolve()

  static async open(): Promise<Server> {
    const server = new Server()
    const { url, close } = await listen([async (req, res) => (await server.handle(req, res), true)])
    return Object.assign(server, { url, close })
  }

  /** The actions that were asked for, in order, without those that only read. */
  get changes(): string[] {
    return this.requests.map(({ action }) => action).filter((action) => !/^(Describe|List|Get)/.test(action))
  }

  private async handle(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const body = await readBody(req)
    const header = (name: string) => req.headers[name]?.toString()
    const action = header('x-tc-action') ?? ''
    const service = services[header('x-tc-version') ?? ''] ?? 'unknown'
    const before = this.requests.filter((request) => request.action === action).length
    const request = { service, action, body: JSON.parse(body.toString()) as unknown }
    this.requests.push({ ...request, token: header('x-tc-token'), region: header('x-tc-region') })
    const fault = this.fault(action, before)
    if (fault === 'cut') return void res.destroy()
    const answer = this.answer(request, fault, signatureProblem(req, body, Date.now() + this.clockOffsetMs))
    if (fault === 'lost') return void res.destroy()
    sendJson(res, { Response: { ...answer, RequestId: `request-${this.requests.length}` } })
  }

  private answer(
    request: Omit<Request, 'token' | 'region'>,
    fault: Fault | undefined,
    unsigned?: string,
  ): object {
    try {
      if (unsigned) throw new Refusal(unsigned, 'The signature is not accepted.')
      if (typeof fault === 'object') throw new Refusal(fault.code, fault.message ?? 'refused')
      return this.cloud.answer(request.service, request.action, request.body)
    } catch (error) {
      if (error instanceof Refusal) return { Error: { Code: error.code, Message: error.message } }
      throw error
    }
  }
}

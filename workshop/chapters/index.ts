import type { Chapter } from '../../tools/workshop/chapter'
import { chapter as firstCall } from './01-first-call/checks'
import { chapter as whoIsCalling } from './02-who-is-calling/checks'
import { chapter as testAuthentication } from './03-test-authentication/checks'
import { chapter as neverBelieveTheEvent } from './04-never-believe-the-event/checks'
import { chapter as aNoteOfYourOwn } from './05-a-note-of-your-own/checks'
import { chapter as queriesThatLoseTheirOwner } from './06-queries-that-lose-their-owner/checks'
import { chapter as oneMomentOneWriter } from './07-one-moment-one-writer/checks'
import { chapter as unionidAndSiblingApps } from './08-unionid-and-sibling-apps/checks'
import { chapter as whatTheContractGives } from './09-what-the-contract-gives/checks'
import { chapter as theWholeApp } from './10-the-whole-app/checks'

/** All chapters, in the order in which they are taught. */
export const chapters: readonly Chapter[] = [
  firstCall,
  whoIsCalling,
  testAuthentication,
  neverBelieveTheEvent,
  aNoteOfYourOwn,
  queriesThatLoseTheirOwner,
  oneMomentOneWriter,
  unionidAndSiblingApps,
  whatTheContractGives,
  theWholeApp,
]

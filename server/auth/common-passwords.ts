/**
 * What most lists of leaked passwords have in common, reduced to its words: a password of twelve or more characters
 * that is one or two of these with digits and signs around it is among the first that are tried.
 */
export const COMMON_WORDS: ReadonlySet<string> = new Set(
  `password passwort passwd pass motdepasse contrasena senha parola admin administrator root superuser user guest
  test testing tester demo default changeme changethis change secret letmein welcome hello login logon signin master
  access qwerty qwertyuiop qwertz azerty asdfgh asdfghjkl asdf zxcvbn zxcvbnm zxcv qazwsx qazwsxedc iloveyou ilove
  love loveme lovely you princess sunshine monkey dragon shadow football baseball basketball soccer hockey superman
  batman pokemon starwars computer internet server database oracle postgres mysql linux ubuntu windows microsoft google
  facebook samsung apple iphone android company corporate business office summer winter spring autumn january february
  march april may june july august september october november december monday tuesday wednesday thursday friday
  saturday sunday michael jennifer jordan jessica charlie daniel thomas robert andrew matthew joshua ashley nicole
  michelle hunter killer ranger buster tigger ginger cookie pepper cheese banana orange purple yellow silver golden
  diamond freedom whatever trustno trustnoone blahblah nothing forever blessed jesus christ god angel angels babygirl
  flower chocolate butterfly mustang ferrari porsche mercedes harley corvette yankees cowboys eagles lakers chelsea
  liverpool arsenal barcelona realmadrid juventus london paris berlin america england germany canada australia temp
  temporary new mine my the me is this a i it not no one key system manager security secure private network cisco
  perfanalysis performance analysis analyst owner viewer portal`.split(/\s+/),
);

/** Rows of keyboards, and what comes in order. */
export const RUNS: readonly string[] = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890123456789',
  'qwertyuiopasdfghjklzxcvbnm',
  'qwertzuiopasdfghjklyxcvbnm',
  'azertyuiopqsdfghjklmwxcvbn',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p',
  '1q2w3e4r5t6y7u8i9o0p',
];

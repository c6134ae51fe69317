import type { link as zhLink, signIn as zhSignIn } from '../zh-CN/sign-in'

export const signIn: typeof zhSignIn = {
  title: 'Sign in',
  username: 'User name',
  password: 'Password',
  submit: 'Sign in',
  failed: 'User name or password is wrong. Try again; if you forgot your password, ask the system administrator.',
  noAccount: 'No user name yet? Open the one-time link your administrator sent you.',
  toReturn: 'Please sign in; you then return to the page you wanted. 15 minutes without activity sign you out.',
}

export const link: typeof zhLink = {
  title: 'First sign-in',
  demoTitle: 'Enter the demo',
  greeting: 'Hello, {name}.',
  explain: 'Choose a user name and a password. After that this link stops working and you sign in with them.',
  demoExplain: 'This is a demo person and needs no password. The link works once.',
  username: 'User name',
  usernameHint: '2 to 40 characters.',
  password: 'Password',
  passwordHint: 'At least 12 characters, without the user name. A few unrelated words are easy to remember and safe.',
  repeat: 'Password again',
  submit: 'Save and sign in',
  demoSubmit: 'Enter',
  closedTitle: 'This link no longer works',
  closed: 'This link was used, has expired or is incomplete. Ask whoever sent it for another; if you have set a password, sign in.',
  toSignIn: 'Go to sign-in',
}

export const resume = {
  title: 'Submit again',
  explain: 'Your session had ended when you submitted. Nothing you typed is lost:',
  send: 'Submit',
  files: 'Files have to be chosen again; passwords and codes are not kept.',
  leave: 'Do not submit, back to the page',
}

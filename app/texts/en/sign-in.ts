import type {
  enrol as zhEnrol,
  link as zhLink,
  password as zhPassword,
  secondFactor as zhSecondFactor,
  signIn as zhSignIn,
} from '../zh-CN/sign-in'

export const signIn: typeof zhSignIn = {
  title: 'Sign in',
  username: 'User name',
  password: 'Password',
  submit: 'Sign in',
  failed: 'User name or password is wrong. Try again; if you forgot your password, ask the system administrator.',
  noAccount: 'No user name yet? Open the one-time link your administrator sent you.',
  endedByTries:
    'Wrong five times: you were signed out. Sign in again later; if you forgot the password or changed your phone, ask the system administrator.',
  toReturn: 'Please sign in; you then return to the page you wanted. 15 minutes without activity sign you out.',
  privacy: 'Protection of personal data',
}

export const link: typeof zhLink = {
  title: 'First sign-in',
  renewTitle: 'Set a new password',
  renewExplain: 'Choose a new password for the user name “{username}”. It signs you out everywhere else.',
  renewSecondFactor: 'If you have set up one-time codes, you are still asked for one next.',
  demoElsewhere:
    'Demo people exist on this machine only (localhost). This is a real installation: ask the system administrator for a link of your own.',
  demoTitle: 'Enter the demo',
  greeting: 'Hello, {name}.',
  explain: 'Choose a user name and a password. After that this link stops working and you sign in with them.',
  demoExplain: 'This is a demo person and needs no password. The link works once.',
  username: 'User name',
  usernameHint: '2 to 40 characters.',
  password: 'Password',
  repeat: 'Password again',
  submit: 'Save and sign in',
  demoSubmit: 'Enter',
  closedTitle: 'This link no longer works',
  closed: 'This link was used, has expired or is incomplete. Ask whoever sent it for another; if you have set a password, sign in.',
  toSignIn: 'Go to sign-in',
}

export const secondFactor: typeof zhSecondFactor = {
  title: 'Enter your one-time code',
  explain: 'Open the authenticator on your phone and enter the six digits it shows for 账本.',
  code: 'One-time code',
  submit: 'Continue',
  lost: 'New phone, or no authenticator at hand? Ask the security administrator to reset it.',
  serverTime: 'The server’s time is {time} (Beijing). Codes are wrong if your phone is off by more than half a minute.',
  signOut: 'Sign out',
}

export const enrol: typeof zhEnrol = {
  title: 'Set up one-time codes',
  required:
    'Your role signs in with one-time codes: besides the password, six digits from your phone that change each half minute. Set up once.',
  optional: 'Once set up, signing in asks for six digits from your phone besides the password; the password alone lets nobody in.',
  again: 'You set this up on {day}. For a new phone do it again here; the old one stops working.',
  stepApp:
    'Have an authenticator on your phone: 腾讯身份验证器 in WeChat, Microsoft Authenticator or Google Authenticator. It needs no network.',
  stepScan: 'Scan this picture with it, or type the key (choose “time based”).',
  stepCode: 'Enter the six digits it shows.',
  picture: 'QR code that holds the key',
  key: 'Key',
  code: 'The six digits on your phone now',
  current: 'Six digits from the phone used so far',
  submit: 'Finish',
  serverTime: 'The server’s time is {time} (Beijing). Codes are wrong if your phone is off by more than half a minute.',
  signOut: 'Sign out',
  back: 'Back to my account',
}

export const password: typeof zhPassword = {
  title: 'Change password',
  expired: 'Your password has expired. Change it to go on.',
  explain: 'It signs you out everywhere else.',
  current: 'Present password',
  password: 'New password',
  repeat: 'New password again',
  submit: 'Change password',
  signOut: 'Sign out',
  back: 'Back to my account',
  rules: {
    title: 'What a password must be',
    length: 'At least {min} characters, at most 200. Blanks are fine; a few unrelated words are easy to remember and safe.',
    classes: 'At least {count} of these four: capital letters, small letters, digits, other characters (Chinese characters are others).',
    username: 'No {size} or more characters in a row from the user name.',
    guessed: 'Not a common password, nor only names of the system, the unit or the user with digits or a year.',
    history: 'None of the last {count}.',
    change: 'Changed every {days} days.',
  },
}

export const resume = {
  title: 'Submit again',
  explain: 'Your session had ended when you submitted. Nothing you typed is lost:',
  send: 'Submit',
  files: 'Files have to be chosen again; passwords and codes are not kept.',
  leave: 'Do not submit, back to the page',
}

/** A flood of spam, for practice: the kinds that councils report. All addresses are `.example`, which leads nowhere. */

const CAMPAIGN = [
  'Vote NO on item 2 or they will take your street away',
  'Vote NO on item 2 or they will take your streets away!',
  'vote no on item 2, or they will take YOUR street away',
  'Vote NO on item 2 — or they will take your street away!!',
] as const;
const SHOUTS = [
  'WAKE UP PEOPLE THEY ARE ALL LIARS',
  'RESIGN RESIGN RESIGN RESIGN RESIGN',
  'NOBODY ASKED US ABOUT ANY OF THIS!!!!!!',
  'THIS MEETING IS A JOKE AND SO ARE YOU',
] as const;
const ADVERTISEMENTS = [
  'Earn $500 a day from home, no experience: https://easy-money.example/start',
  'Best roofs in the county, 40% off this week >> www.roofs-now.example',
  'I lost 12 kilos in two weeks!!! https://slim.example/?ref=council',
  'Free phones for residents, only today: http://phones.example/claim',
] as const;

/** One text of the flood; half of it is one campaign, sent again and again with small changes. */
export function spamText(random: () => number): string {
  const family = random() < 0.5 ? CAMPAIGN : random() < 0.5 ? SHOUTS : ADVERTISEMENTS;
  const text = family[Math.floor(random() * family.length)]!;
  return random() < 0.3 ? `${text} ${'!'.repeat(1 + Math.floor(random() * 5))}` : text;
}

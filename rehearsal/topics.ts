/** What a comment is about, told by simple words: enough to file it under an item of the rehearsal's agenda. */

/** In the order of the agenda; `requests` takes what fits nowhere else. */
export const TOPICS = ['roads', 'utilities', 'schools', 'parks', 'safety', 'requests'] as const;
export type Topic = (typeof TOPICS)[number];

const WORDS: Record<Exclude<Topic, 'requests'>, RegExp> = {
  roads:
    /\b(roads?|streets?|rd|blvd|traffic|sidewalks?|crosswalks?|intersections?|lanes?|bik(e|es|ing)|bus(es)?|transit|transportation|driv(e|ers?|ing)|parking|potholes?|lights?|highways?|bypass|i-65|walk(able|ability|ing)?|congestion|turn|signals?|reflectors?|cars?)\b/gi,
  utilities:
    /\b(internet|broadband|fib(er|re)|bgmu|wi-?fi|cable|spectrum|utilit(y|ies)|electric(ity)?|rates?|water|sewer|recycl(e|ing)|trash|garbage|litter|energy|solar|provider|monopoly|speeds?)\b/gi,
  schools:
    /\b(schools?|teachers?|students?|wku|universit(y|ies)|colleges?|educat(e|ion|ional)|child(ren)?|kids?|youth|teens?|teenagers?|librar(y|ies)|tuition|campus|curriculum|classes|daycare|pre-?k)\b/gi,
  parks:
    /\b(parks?|downtown|river|riverfront|riverwalk|waterfront|green|trees?|trails?|playgrounds?|museums?|arts?|music|restaurants?|stores?|shop(s|ping)?|grocery|festivals?|tour(ism|ists?)|recreation(al)?|outdoor|arena|pool|sports?|entertainment|market)\b/gi,
  safety:
    /\b(police|officers?|sheriff|crime|drugs?|opioids?|heroin|safe(ty)?|fire|fireworks|ambulance|jail|violence|guns?|homeless(ness)?|health|mental|addict(ion|s)?|emergency|hospital|marijuana|law enforcement|noise)\b/gi,
};

/** The topic with most words in the text; the earlier on the agenda wins a draw. */
export function topicOf(text: string): Topic {
  let best: Topic = 'requests';
  let most = 0;
  for (const topic of TOPICS) {
    if (topic === 'requests') continue;
    const hits = text.match(WORDS[topic])?.length ?? 0;
    if (hits > most) [best, most] = [topic, hits];
  }
  return best;
}

import type { Moderation } from 'openai/resources/moderations';

export type Category = keyof Moderation.CategoryScores;

/** Words that speak for a category, and how strongly each does. */
export interface Signal {
  readonly pattern: RegExp;
  readonly strength: number;
}

const target = String.raw`(?:you|him|her|them|people|someone|my \w+|that (?:man|woman|guy|idiot))`;

/** What the moderation reads for. Few and mild: enough to build and test a filter. */
export const signals: Readonly<Record<Category, readonly Signal[]>> = {
  harassment: [
    { pattern: /\b(?:idiot|moron|loser|stupid|worthless|pathetic)\b/i, strength: 0.55 },
    {
      pattern: /\b(?:shut up|nobody likes you|you are (?:a )?(?:disgusting|trash))\b/i,
      strength: 0.7,
    },
    { pattern: new RegExp(`\\b(?:hurt|kill|beat|destroy) ${target}\\b`, 'i'), strength: 0.4 },
  ],
  'harassment/threatening': [
    {
      pattern: new RegExp(
        `\\b(?:i will|i'll|i want to|i am going to) (?:hurt|kill|beat|find) ${target}\\b`,
        'i',
      ),
      strength: 0.55,
    },
    { pattern: /\byou(?:'ll| will) (?:regret|pay for) this\b/i, strength: 0.55 },
  ],
  hate: [
    {
      pattern:
        /\b(?:all|those) (?:immigrants|foreigners|women|men|jews|muslims|christians) (?:are|should)\b/i,
      strength: 0.65,
    },
    {
      pattern: /\bi hate (?:immigrants|foreigners|women|men|jews|muslims|christians|gays)\b/i,
      strength: 0.8,
    },
  ],
  'hate/threatening': [
    {
      pattern:
        /\b(?:immigrants|foreigners|women|jews|muslims|christians|gays) (?:should|must|deserve to) (?:die|be killed|suffer)\b/i,
      strength: 0.9,
    },
  ],
  illicit: [
    {
      pattern: /\bhow (?:to|do i) (?:steal|shoplift|launder|forge|hack into|pick a lock)\b/i,
      strength: 0.75,
    },
    { pattern: /\b(?:fake passport|stolen credit cards?|cook meth)\b/i, strength: 0.85 },
  ],
  'illicit/violent': [
    { pattern: /\b(?:build|make) (?:a|an) (?:bomb|explosive|weapon)\b/i, strength: 0.9 },
  ],
  'self-harm': [
    { pattern: /\b(?:suicide|suicidal|self-harm|cutting myself)\b/i, strength: 0.75 },
    { pattern: /\b(?:kill|hurt|harm) myself\b/i, strength: 0.9 },
  ],
  'self-harm/intent': [
    { pattern: /\bi (?:want|am going|plan) to (?:kill|hurt|harm) myself\b/i, strength: 0.92 },
    { pattern: /\bi (?:do not|don't) want to live\b/i, strength: 0.8 },
  ],
  'self-harm/instructions': [
    { pattern: /\bhow (?:to|do i|can i) (?:kill|hurt|harm) myself\b/i, strength: 0.9 },
  ],
  sexual: [{ pattern: /\b(?:porn|nude|explicit sex|erotic)\b/i, strength: 0.8 }],
  'sexual/minors': [
    {
      pattern: /\b(?:child|minor|underage)\b.{0,40}\b(?:porn|nude|sexual|erotic)\b/i,
      strength: 0.95,
    },
  ],
  violence: [
    { pattern: /\b(?:kill|murder|stab|shoot|strangle)\w*\b/i, strength: 0.7 },
    { pattern: /\b(?:bomb|massacre|torture|slaughter)\w*\b/i, strength: 0.7 },
    { pattern: /\bbeat \w+ up\b/i, strength: 0.6 },
  ],
  'violence/graphic': [
    {
      pattern:
        /\b(?:blood|guts|severed|dismember\w*|gore)\b.{0,60}\b(?:everywhere|body|head|limbs?)\b/i,
      strength: 0.75,
    },
  ],
};

/** What the leaves tell the page. */
import type { Language } from '../locale/languages.ts';
import type { Draft } from './draft.ts';

/** The citizen changed what they are writing. */
export class DraftChanged extends Event {
  static readonly type = 'draft-changed';
  readonly draft: Draft;
  constructor(draft: Draft) {
    super(DraftChanged.type, { bubbles: true, composed: true });
    this.draft = draft;
  }
}

/** The citizen changed the name they sign with; empty for none. */
export class NameChanged extends Event {
  static readonly type = 'name-changed';
  readonly name: string;
  constructor(name: string) {
    super(NameChanged.type, { bubbles: true, composed: true });
    this.name = name;
  }
}

/** The citizen wants the draft sent. */
export class DraftSent extends Event {
  static readonly type = 'draft-sent';
  constructor() {
    super(DraftSent.type, { bubbles: true, composed: true });
  }
}

/** The composer was opened or closed. */
export class Composing extends Event {
  static readonly type = 'composing';
  readonly open: boolean;
  constructor(open: boolean) {
    super(Composing.type, { bubbles: true, composed: true });
    this.open = open;
  }
}

/** A letter that was not taken goes back to the composer, or away. */
export class LetterDecided extends Event {
  static readonly type = 'letter-decided';
  readonly letter: string;
  readonly decision: 'take_back' | 'discard';
  constructor(letter: string, decision: 'take_back' | 'discard') {
    super(LetterDecided.type, { bubbles: true, composed: true });
    this.letter = letter;
    this.decision = decision;
  }
}

/** The reader chose another language. */
export class LanguageChosen extends Event {
  static readonly type = 'language-chosen';
  readonly language: Language;
  constructor(language: Language) {
    super(LanguageChosen.type, { bubbles: true, composed: true });
    this.language = language;
  }
}

declare global {
  interface WindowEventMap {
    'language-chosen': LanguageChosen;
  }
}

import { sql, type Kysely } from 'kysely';

/** The council, its meetings, what is said in them, and the people who run them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create table councils (
     id uuid primary key,
     name text not null,
     created_at timestamptz not null default now())`,

  `create table installation (
     singleton boolean primary key default true check (singleton),
     council_id uuid not null references councils,
     secret bytea not null,
     created_at timestamptz not null default now())`,

  `create table meetings (
     id uuid primary key,
     council_id uuid not null references councils,
     code text not null unique,
     title text not null,
     starts_at timestamptz not null,
     phase text not null,
     intake text not null,
     current_item_id uuid,
     rehearsal boolean not null,
     desk text,
     max_length integer not null check (max_length between 140 and 2000),
     revision bigint not null default 1,
     row_revision bigint not null default 1,
     next_number integer not null default 1,
     next_neighbour integer not null default 1,
     created_at timestamptz not null default now())`,

  `create table agenda_items (
     id uuid primary key,
     council_id uuid not null references councils,
     meeting_id uuid not null references meetings,
     position integer not null,
     number text not null,
     title text not null,
     removed boolean not null default false,
     born_revision bigint not null,
     revision bigint not null)`,
  `create index agenda_items_changed on agenda_items (meeting_id, revision)`,
  `alter table meetings add foreign key (current_item_id) references agenda_items`,

  `create table streams (
     id uuid primary key,
     council_id uuid not null references councils,
     meeting_id uuid not null references meetings,
     position integer not null,
     kind text not null,
     url text not null,
     label text not null,
     state text not null default 'unchecked',
     state_since timestamptz,
     distance real,
     removed boolean not null default false,
     check_claimed_until timestamptz not null default now(),
     born_revision bigint not null,
     revision bigint not null)`,
  `create index streams_changed on streams (meeting_id, revision)`,

  `create table neighbours (
     council_id uuid not null references councils,
     meeting_id uuid not null references meetings,
     device bytea not null,
     number integer not null,
     sent integer not null,
     primary key (meeting_id, device))`,

  `create table comments (
     id uuid primary key,
     council_id uuid not null references councils,
     meeting_id uuid not null references meetings,
     number integer not null,
     item_id uuid references agenda_items,
     kind text not null,
     text text not null,
     name text,
     device bytea not null,
     neighbour integer not null,
     nth integer not null,
     resident boolean not null default false,
     channel text not null,
     watched_at timestamptz,
     received_at timestamptz not null,
     state text not null default 'received',
     published_at timestamptz,
     decided_at timestamptz,
     decided_by text,
     reason text,
     wall_place text not null default 'none',
     wall_position integer,
     wall_at timestamptz,
     shown_at timestamptz,
     public_revision bigint,
     wall_revision bigint,
     born_revision bigint not null,
     revision bigint not null,
     unique (meeting_id, number),
     check (wall_place in ('none', 'taken_down') or state = 'published'))`,
  `create index comments_changed on comments (meeting_id, revision)`,
  // At most one comment is on a meeting's wall.
  `create unique index comments_on_wall on comments (meeting_id) where wall_place = 'on'`,

  `create table walls (
     meeting_id uuid primary key references meetings,
     council_id uuid not null references councils,
     state text not null,
     comment_id uuid references comments,
     since timestamptz not null,
     born_revision bigint not null,
     revision bigint not null)`,

  `create table acts (
     id uuid primary key,
     council_id uuid not null references councils,
     meeting_id uuid not null references meetings,
     revision bigint not null,
     actor_id uuid not null,
     actor_name text not null,
     act text not null,
     subject_id uuid,
     from_state text,
     to_state text,
     reason text,
     at timestamptz not null default now())`,
  `create index acts_of_meeting on acts (meeting_id, revision)`,

  `create table staff (
     id uuid primary key,
     council_id uuid not null references councils,
     name text not null,
     email text not null unique,
     password_hash text not null,
     role text not null,
     created_at timestamptz not null default now(),
     ended_at timestamptz)`,

  `create table sessions (
     id uuid primary key,
     council_id uuid not null references councils,
     staff_id uuid not null references staff,
     token_hash bytea not null unique,
     created_at timestamptz not null default now(),
     expires_at timestamptz not null,
     ended_at timestamptz)`,

  `create table setup_links (
     token_hash bytea primary key,
     council_id uuid not null references councils,
     expires_at timestamptz not null,
     used_at timestamptz)`,

  `create table tokens (
     id uuid primary key,
     council_id uuid not null references councils,
     name text not null,
     role text not null,
     token_hash bytea not null unique,
     created_at timestamptz not null default now(),
     ended_at timestamptz)`,

  `create table presence (
     node_id uuid not null,
     meeting_id uuid not null references meetings,
     citizens integer not null,
     expires_at timestamptz not null,
     primary key (node_id, meeting_id))`,

  `create table rehearsals (
     meeting_id uuid primary key references meetings,
     council_id uuid not null references councils,
     speed real not null,
     bursts integer not null default 0,
     played_by uuid,
     played_until timestamptz,
     created_at timestamptz not null default now(),
     ended_at timestamptz)`,
];

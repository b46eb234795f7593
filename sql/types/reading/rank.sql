-- reading.rank: an edit as one comparable value; the greater one wins.
--
-- Compared column by column. The first four columns are -1 if the policy ignores them.
-- The last columns make the order total, so two different edits never tie.

create type reading.rank as (
    rewinds integer,
    chapter numeric,
    page integer,
    percent numeric,
    updated_at timestamptz,
    device_id text collate "C",
    last_chapter numeric,
    last_page integer,
    last_percent numeric,
    last_label text collate "C",
    last_rewinds integer
);

comment on type reading.rank is
    'The result of reading._rank for an edit; `>` on it is the rule of a policy.';

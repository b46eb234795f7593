-- reading.rank: an edit as one value that compares: the greater one wins.
--
-- Compared column by column. What a policy does not look at is -1 in its first four
-- columns; the last ones make the order total, so that no two different edits tie.

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
    'What reading._rank makes of an edit; `>` on it is the rule of a policy.';

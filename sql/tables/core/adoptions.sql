-- core.adoptions: one row where the database had tables of others before core came.
--
-- There the first step leaves alone what PUBLIC may do: with schema public, with new
-- functions, with temporary objects. The step says so by a setting of its transaction.
-- What goes back to an empty database reads the row, and leaves the same alone.

create table core.adoptions (
    adopted_at timestamptz primary key
);

insert into core.adoptions (adopted_at)
select now()
where current_setting('rowhouse.adopts', true) = 'on';

alter table core.adoptions enable row level security;

comment on table core.adoptions is
    'A row: core was installed beside tables of others, and changed nothing of theirs.';

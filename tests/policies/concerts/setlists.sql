-- Proves policies/concerts/setlists.sql.j2.
begin;
select plan(5);

select * from tests.is_curated(
    'concerts.setlists',
    'show_id, kind, source_url',
    $$ insert into concerts.setlists (show_id, kind) values (4001, 'played') $$
);

select * from finish();
rollback;

-- Proves functions/concerts/curation/tg__stamp.sql.
begin;
select plan(3);

insert into concerts.artists (id, name) overriding system value values (1, 'A');
select is(
    (
        select a.created_at from concerts.artists as a
        where a.id = 1
    ),
    core.now(), 'a new row has the present time'
);
select is(
    (
        select a.updated_at from concerts.artists as a
        where a.id = 1
    ),
    core.now(), 'twice'
);
insert into concerts.artists (id, name, created_at)
overriding system value values (2, 'B', '2020-01-01Z');
select is(
    (
        select a.updated_at from concerts.artists as a
        where a.id = 2
    ),
    '2020-01-01Z', 'a time that was sent is kept'
);

select * from finish();
rollback;

-- Proves functions/concerts/merging/_unite_rows.sql.
begin;
select plan(3);

-- Given: the double tour.
select tests.double_tour();

insert into concerts."merges" (id, entity, keep_id, drop_ids, made_at)
overriding system value values (1, 'show', 1, '{2}', core.now());
insert into concerts.artists (id, name, ticketmaster_id, popularity)
overriding system value
values (11, 'Alto', 'K2', 3), (12, 'Other', 'K2', 4), (13, 'Alto', null, null);
do $$ begin
    perform concerts._unite_rows(
        1, 'concerts.artists', '{id}', '{"id": 13}', '{"id": 12}'
    );
end; $$;
select is(
    concerts._read_row('concerts.artists', '{"id": 12}'), null, 'a row is dropped'
);
select is(
    (
        select array[a.ticketmaster_id, a.popularity::text]
        from concerts.artists as a
        where a.id = 13
    ),
    '{NULL,4}', 'a value that a third row has is not taken'
);
select results_eq(
    'select r.operation from concerts.merge_rows as r order by r.step',
    $$ values ('delete'), ('update') $$, 'both are saved'
);

select * from finish();
rollback;

-- Proves functions/concerts/merging/_unite_rows.sql.
begin;
select plan(4);

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


update concerts.artists
set image_url = 'https://x.example/13', genres = '{x}',
    curated_columns = '{genres,image_url,ticketmaster_id}'
where id = 13;
update concerts.artists
set genres = '{y}', curated_columns = '{name}'
where id = 11;
do $$ begin
    perform concerts._unite_rows(
        1, 'concerts.artists', '{id}', '{"id": 11}', '{"id": 13}'
    );
end; $$;
select is(
    (
        select array[a.image_url, a.genres::text, a.curated_columns::text]
        from concerts.artists as a
        where a.id = 11
    ),
    '{https://x.example/13,"{y}","{image_url,name}"}',
    'what a curator has set stays so in the kept row'
);

select * from finish();
rollback;

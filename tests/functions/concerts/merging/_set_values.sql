-- Proves functions/concerts/merging/_set_values.sql.
begin;
select plan(1);

-- Given: the double tour.
select tests.double_tour();

do $$ begin
    perform concerts._set_values('concerts.artists', '{"id": 1002}', '{"popularity": 7}');
end; $$;
select is(
    (
        select array[a.name, a.popularity::text] from concerts.artists as a
        where a.id = 1002
    ),
    '{Basso,7}', 'one column of a row'
);

select * from finish();
rollback;

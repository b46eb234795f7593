-- Proves functions/concerts/dedup/_similarity_sql.sql.
begin;
select plan(2);

select matches(
    concerts._similarity_sql(), '(_compare_grams|similarity)', 'an expression'
);
create temporary table answers (n double precision);
do $$ begin
    execute format(
        'insert into answers select %s from (values (%L, array[1], null::bit(1024), %L::text[]))'
        ' as l (folded, n, signature, grams) cross join'
        ' (values (%L, array[1], null::bit(1024), %L::text[]))'
        ' as r (folded, n, signature, grams) cross join (values (%L, 0)) as f (kind, tolerance)',
        concerts._similarity_sql(), 'a b', '{}', 'b c', '{}', 'codes'
    );
end; $$;
select is((select a.n from answers as a), 1::double precision, 'codes share one');

select * from finish();
rollback;

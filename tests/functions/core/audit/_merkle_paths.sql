-- Proves functions/core/audit/_merkle_paths.sql.
begin;
select plan(3);

create function core.t_leaves(p_count integer)
    returns bytea[]
    language sql
as $$
    select array_agg(sha256(convert_to(n::text, 'UTF8')) order by n)
    from generate_series(1, p_count) as n
$$;

select is_empty(
    $$ select c.n, p.place
       from generate_series(1, 20) as c (n)
       cross join core._merkle_paths(
           core.t_leaves(c.n), array(select generate_series(1, c.n)::bigint)
       ) as p
       where p.path <> jsonb_path_query_array(
           (core._merkle_path(core.t_leaves(c.n), p.place)).path, '$[*].sha256'
       ) $$,
    'the paths are those of one leaf at a time, in trees of every size'
);
select results_eq(
    $$ select p.place from core._merkle_paths(core.t_leaves(5), '{5, 2}') as p $$,
    $$ values (5::bigint), (2) $$,
    'only for the places that are asked for'
);
select results_eq(
    $$ select * from core._merkle_paths(core.t_leaves(1), '{1}') $$,
    $$ values (1::bigint, '[]'::jsonb) $$,
    'a leaf alone is its root'
);

select * from finish();
rollback;

-- Proves functions/core/audit/_merkle_path.sql.
begin;
select plan(6);

-- Given: leaves as RFC 6962 hashes them, and its definition of the tree, word by word.
create function core.t_mth(p_leaves bytea[])
    returns bytea
    language plpgsql
as $$
declare
    n int := cardinality(p_leaves);
    k int := 1;
begin
    if n = 1 then
        return p_leaves[1];
    end if;
    while k * 2 < n loop
        k := k * 2;
    end loop;
    return sha256(
        '\x01'::bytea || core.t_mth(p_leaves[1:k]) || core.t_mth(p_leaves[k + 1:])
    );
end;
$$;
create function core.t_leaves(p_count int)
    returns bytea[]
    language sql
as $$
    select array_agg(sha256('\x00'::bytea || convert_to(n::text, 'UTF8')) order by n)
    from generate_series(1, p_count) as n
$$;
-- Given: what a verifier elsewhere does with a path.
create function core.t_follow(p_leaf bytea, p_path jsonb)
    returns bytea
    language plpgsql
as $$
declare
    v_hash bytea := p_leaf;
    v_step jsonb;
begin
    for v_step in select s.value from jsonb_array_elements(p_path) as s loop
        v_hash := sha256('\x01'::bytea || case v_step ->> 'side'
            when 'left' then decode(v_step ->> 'sha256', 'hex') || v_hash
            else v_hash || decode(v_step ->> 'sha256', 'hex')
        end);
    end loop;
    return v_hash;
end;
$$;

select is_empty(
    $$ select n from generate_series(1, 70) as n
       where (core._merkle_path(core.t_leaves(n))).root
       is distinct from core.t_mth(core.t_leaves(n)) $$,
    'the root is that of RFC 6962 for every number of leaves up to 70'
);
select is_empty(
    $$ select n, i
       from generate_series(1, 20) as n
       cross join lateral generate_series(1, n) as i
       cross join lateral core._merkle_path(core.t_leaves(n), i) as p
       where core.t_follow((core.t_leaves(n))[i], p.path) is distinct from p.root $$,
    'the path of every leaf leads to the root'
);
select is(
    (core._merkle_path(core.t_leaves(7), 3)).path
    @> '[{"side": "right"}, {"side": "left"}, {"side": "right"}]', true,
    'each step names the side of the neighbour'
);
select is(
    encode((core._merkle_path(core.t_leaves(1))).root, 'hex'),
    encode((core.t_leaves(1))[1], 'hex'),
    'one leaf is its own root'
);
select is(
    (core._merkle_path(null)).root, null, 'no leaf has no root'
);
select isnt(
    (core._merkle_path(array[(core.t_leaves(2))[2], (core.t_leaves(1))[1]])).root,
    (core._merkle_path(core.t_leaves(2))).root,
    'order counts'
);

select * from finish();
rollback;

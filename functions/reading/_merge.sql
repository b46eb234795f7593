-- reading._merge: the winner of two edits of one reader and series.
--
-- depends: functions/reading/_rank

create or replace function reading._merge(
    p_a reading.edit, p_b reading.edit, p_policy text
)
    returns reading.edit
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
return case
    when p_a is null then p_b
    when p_b is null then p_a
    when reading._rank(p_b, p_policy) > reading._rank(p_a, p_policy) then p_b
    else p_a
end;

comment on function reading._merge(reading.edit, reading.edit, text) is
$$The winner of two edits under a policy, see reading._rank; null means "no edit".

Commutative, associative and idempotent: devices that have seen the same edits agree,
whatever the order of the edits and however often each arrived.
$$;

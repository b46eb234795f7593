-- reading._rank: an edit as a comparable value; under a policy the greater one wins.
--
-- _merge, push_progress and its reasons share this definition. A policy ignores a
-- column by setting it to -1. reading._distance makes a place with a chapter comparable
-- with one that has only a percent or a page. The comparison is a total order, so
-- taking the greater edit is commutative, associative and idempotent under every
-- policy.
--
-- depends: functions/reading/_distance

create or replace function reading._rank(p_edit reading.edit, p_policy text)
    returns reading.rank
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
return row(
    case p_policy when 'furthest_unless_same_device' then (p_edit).rewinds else -1 end,
    case p_policy
        when 'lww' then -1
        else reading._distance((p_edit).chapter, (p_edit).page, (p_edit).percent)
    end,
    case p_policy when 'lww' then -1 else coalesce((p_edit).page, -1) end,
    case p_policy when 'lww' then -1 else coalesce((p_edit).percent, -1) end,
    (p_edit).updated_at,
    (p_edit).device_id,
    coalesce((p_edit).chapter, -1),
    coalesce((p_edit).page, -1),
    coalesce((p_edit).percent, -1),
    coalesce((p_edit).chapter_label, ''),
    (p_edit).rewinds
)::reading.rank;

comment on function reading._rank(reading.edit, text) is
$$The rank of an edit: compared column by column, the greater one wins.

lww: the later time, then the greater device id by code point. furthest: first the
greater chapter (or its estimate, see reading._distance), page and percent, then as lww.
furthest_unless_same_device: first the greater number of rewinds, then as furthest. A
device increments rewinds when its reader goes back from a place that the same device
wrote last. The content decides any remaining tie.
$$;

-- reading._rank: an edit as a value that compares; under a policy the greater one wins.
--
-- depends: functions/reading/_distance
--
-- One definition for _merge, for push_progress and for its reasons. A policy looks at
-- less by setting what it does not look at to -1. How far on a place is, also where one
-- edit says a chapter and another a percent, is reading._distance's to say. As the
-- comparison is total, taking the greater one is commutative, associative and
-- idempotent, whatever the policy.

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
greater chapter (or what counts as one, see reading._distance), page and percent.
furthest_unless_same_device: before that the greater number of rewinds, which a device
adds to when its reader goes back from where this very device was last. What is left of
a tie is decided by the content.
$$;

-- reading._edit_fault: what is wrong with an edit; null if it is valid.
--
-- The bounds are those of the checks of reading.progress, applied before anything is
-- written.
--
-- depends: functions/reading/_place_fault

create or replace function reading._edit_fault(p_series_id bigint, p_edit reading.edit)
    returns text
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
return case
    when p_series_id is null then 'series_id is missing'
    when
        reading._place_fault((p_edit).chapter, (p_edit).page, (p_edit).percent)
        is not null
        then reading._place_fault((p_edit).chapter, (p_edit).page, (p_edit).percent)
    when (p_edit).updated_at is null then 'updated_at is missing'
    when (p_edit).chapter_label = '' or length((p_edit).chapter_label) > 100
        then 'chapter_label does not have 1 to 100 characters'
    when
        concat((p_edit).chapter_label, (p_edit).device_id)
        ~ '[\u0001-\u0008\u000E-\u001F\u007F]'
        then 'chapter_label or device_id holds a control character'
    when coalesce((p_edit).device_id, '') = '' or length((p_edit).device_id) > 100
        then 'device_id does not have 1 to 100 characters'
    when not (p_edit).rewinds between 0 and 1000000
        then 'rewinds is not within 0 and 1000000'
end;

comment on function reading._edit_fault(bigint, reading.edit) is
    'What is wrong, as a clause of an error message; null if the edit is valid.';

-- reading._edit_fault: what is wrong with an edit; null when nothing is.
--
-- The same bounds as the checks of reading.progress, said before anything is written.

create or replace function reading._edit_fault(p_series_id bigint, p_edit reading.edit)
    returns text
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
return case
    when p_series_id is null then 'series_id is missing'
    when num_nonnulls((p_edit).chapter, (p_edit).page, (p_edit).percent) = 0
        then 'it has no chapter, page or percent'
    when not ((p_edit).chapter >= 0 and (p_edit).chapter < 1000000)
        then 'chapter is not within 0 and 999999.999'
    when (p_edit).chapter_label = '' or length((p_edit).chapter_label) > 100
        then 'chapter_label has not 1 to 100 characters'
    when (p_edit).page < 0 then 'page is negative'
    when not (p_edit).percent between 0 and 100 then 'percent is not within 0 and 100'
    when coalesce((p_edit).device_id, '') = '' or length((p_edit).device_id) > 100
        then 'device_id has not 1 to 100 characters'
    when not (p_edit).rewinds between 0 and 1000000
        then 'rewinds is not within 0 and 1000000'
end;

comment on function reading._edit_fault(bigint, reading.edit) is
    'What is wrong, in words; null when nothing is.';

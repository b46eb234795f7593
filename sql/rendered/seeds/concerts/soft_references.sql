-- Rendered from sql/seeds/concerts/soft_references.sql.j2; edit that file, not this one.
-- Seeds of concerts.soft_references: ids of entities without a foreign key.
-- depends: seeds/concerts/merge_entities

insert into concerts.soft_references (
    entity, table_name, column_name, prefix, filter_column, filter_value, is_history
)
select
    e.entity,
    r.table_name,
    r.column_name,
    replace(r.prefix, '*', e.entity) as prefix,
    r.filter_column,
    replace(replace(r.filter_value, '*', e.entity), '%', e.table_name) as filter_value,
    r.is_history
from concerts.merge_entities as e
inner join (
    values
    ('concerts.external_ids', 'record_id', '', 'entity', '*', false, '{*}'),
    ('concerts.redirects', 'to_id', '', 'entity', '*', false, '{*}'),
    (
        'concerts.vote_changes', 'setlist_song_id', '', null, null, false,
        '{setlist_song}'
    ),
    ('core.audit_entries', 'row_id', '', 'table_name', '%', true, '{*}'),
    ('core.events', 'topic', 'concerts:*:', null, null, true, '{show,setlist}')
) as r (
    table_name, column_name, prefix, filter_column, filter_value, is_history, entities
)
    on e.entity = any(r.entities::text[]) or r.entities = '{*}'
on conflict (entity, table_name, column_name) do update
set
    prefix = excluded.prefix,
    filter_column = excluded.filter_column,
    filter_value = excluded.filter_value,
    is_history = excluded.is_history
where
    (
        soft_references.prefix,
        soft_references.filter_column,
        soft_references.filter_value,
        soft_references.is_history
    )
    is distinct from (
        excluded.prefix,
        excluded.filter_column,
        excluded.filter_value,
        excluded.is_history
    );

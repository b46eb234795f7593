-- api.setlists: the setlists, for direct reads, and for writes by curators.

create or replace view api.setlists
with (security_invoker = true)
as
select
    t.id,
    t.show_id,
    t.kind,
    t.source_url,
    t.source_version,
    t.updated_at
from concerts.setlists as t;

grant select on api.setlists to anon, authenticated, service_role;
grant insert (show_id, kind, source_url)
on api.setlists to authenticated;
grant update (show_id, kind, source_url)
on api.setlists to authenticated;

comment on view api.setlists is
$$The setlists. Everyone reads; app roles curator and admin add and correct.

Errors: 42501 for a writer without the role; 23502, 23503, 23505 and 23514 for a record
that lacks a value, refers to a missing one, is a duplicate or is invalid.

@graphql({
    "name": "Setlist", "primary_key_columns": ["id"],
    "max_rows": 100, "totalCount": {"enabled": true},
    "foreign_keys": [
        {
            "local_name": "setlists", "local_columns": ["show_id"],
            "foreign_name": "show", "foreign_schema": "api",
            "foreign_table": "shows", "foreign_columns": ["id"]
        }
    ]
})
$$;

-- concerts.persisted_queries: the GraphQL documents that any client may run.
--
-- A row is never changed: a client that is deployed sends the id of the text that it
-- was built with. A document that is not used any more is deleted by the owner.

create table concerts.persisted_queries (
    id text primary key,
    name text not null,
    document text not null,

    constraint persisted_queries_id_check
        check (id = encode(sha256(convert_to(document, 'UTF8')), 'hex')),
    constraint persisted_queries_name_check
        check (name ~ '^[A-Z][A-Za-z0-9]{0,79}$'),
    constraint persisted_queries_document_check
        check (
            length(document) <= 20000
            and document ~ ('^(query|mutation) ' || name || '[ ({]')
        )
);

alter table concerts.persisted_queries enable row level security;

comment on table concerts.persisted_queries is
    'GraphQL documents by id. Public: what each may read is decided by the views.';
comment on column concerts.persisted_queries.id is
    'The SHA-256 of the document, in hexadecimal, as Apollo''s clients compute it.';
comment on column concerts.persisted_queries.name is
    'The name of its one operation.';

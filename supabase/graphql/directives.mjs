// Reads the comment directives of the views, `@graphql({...})`, which pg_graphql reads on
// Supabase: names, keys and relations are written once, and the two schemas agree.

const DIRECTIVE = /@graphql\((.+)\)/s;

/** The directive of a comment; null when there is none. */
export function readDirective(comment) {
  const found = DIRECTIVE.exec(comment ?? "");
  return found === null ? null : JSON.parse(found[1]);
}

/** A foreign key of a directive as PostGraphile's smart tag. */
function foreignKey(key) {
  const local = key.local_columns.join(", ");
  const table = `${key.foreign_schema}.${key.foreign_table}`;
  const columns = key.foreign_columns.join(", ");
  const names = `@fieldName ${key.foreign_name}|@foreignFieldName ${key.local_name}`;
  // Where the key is unique, this would be one row; pg_graphql makes a list of it.
  const behavior = "@backwardBehavior -singularRelation:resource:single";
  return `(${local}) references ${table} (${columns})|${names}|${behavior}`;
}

function describe(relation) {
  const whole = relation.getTagsAndDescription();
  const directive = readDirective(relation.getDescription());
  if (directive === null) {
    whole.tags.behavior = "-*";
    return;
  }
  whole.description = whole.description.replace(DIRECTIVE, "").trim();
  whole.tags.name = directive.name;
  whole.tags.primaryKey = directive.primary_key_columns.join(", ");
  whole.tags.foreignKey = (directive.foreign_keys ?? []).map(foreignKey);
}

/** Offers the views that have a directive, and no function. */
export const DirectivesPlugin = {
  name: "DirectivesPlugin",
  version: "1.0.0",
  provides: ["smart-tags"],
  gather: {
    hooks: {
      pgIntrospection_introspection(_info, event) {
        for (const relation of event.introspection.classes) describe(relation);
        for (const routine of event.introspection.procs) {
          routine.getTagsAndDescription().tags.behavior = "-*";
        }
      },
    },
  },
};

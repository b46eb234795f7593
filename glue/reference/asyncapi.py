"""supabase/asyncapi.json: the topics as AsyncAPI 3, from the catalogue of events."""

import re
from importlib.metadata import version
from typing import Any

from glue.contracts.contracts import Contracts, pascal
from glue.contracts.json_schema import JsonSchemaWriter, Schema
from glue.contracts.shapes import parse_shape
from glue.reference.catalog import Catalog, EventType, TopicRule

_PLACEHOLDER = re.compile(r"<([^>]+)>")


def write_asyncapi(catalog: Catalog) -> dict[str, Any]:
    """Return the document: a channel for each topic, a message for each type."""
    writer = JsonSchemaWriter(Contracts({}))
    topics = sorted({event.topic for event in catalog.event_types})
    names = {topic: _channel_name(topic) for topic in topics}
    messages = {event.type: _message(event, writer) for event in catalog.event_types}
    by_topic = {
        topic: [event.type for event in catalog.event_types if event.topic == topic]
        for topic in topics
    }
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Rowhouse",
            "version": version("rowhouse"),
            "description": "Events by topic: private Realtime channels, changes_since, webhooks.",
            "license": {"name": "MIT"},
        },
        "channels": {
            names[topic]: _channel(topic, by_topic[topic], catalog.rule_of(topic))
            for topic in topics
        },
        "operations": {
            f"receive{names[topic][:1].upper()}{names[topic][1:]}": {
                "action": "receive",
                "channel": {"$ref": f"#/channels/{names[topic]}"},
            }
            for topic in topics
        },
        "components": {"messages": messages, "schemas": dict(sorted(writer.declared.items()))},
    }


def audience(rule: TopicRule | None) -> str:
    """Say who may read the topics of a rule."""
    if rule is None:
        return "no caller: the topic has no rule"
    return {
        "everyone": "everyone",
        "users": "signed-in users",
        "owner": "the user whose id ends the topic",
        "roles": f"app roles {', '.join(rule.roles)}",
        "predicate": f"those for whom {rule.predicate} is true",
    }[rule.audience]


def _channel_name(topic: str) -> str:
    plain = re.sub(r"[^a-z_]+", "_", _PLACEHOLDER.sub("", topic)).strip("_")
    name = pascal(plain)
    return name[:1].lower() + name[1:]


def _channel(topic: str, types: list[str], rule: TopicRule | None) -> Schema:
    parameters = {
        re.sub(r"\W", "_", name): {"description": f"The {name}."}
        for name in _PLACEHOLDER.findall(topic)
    }
    address = _PLACEHOLDER.sub(lambda found: "{" + re.sub(r"\W", "_", found[1]) + "}", topic)
    way = "Pushed, and in the log." if rule and rule.is_broadcast else "In the log only."
    channel: Schema = {
        "address": address,
        "description": f"For {audience(rule)}. {way}",
        "messages": {kind: {"$ref": f"#/components/messages/{kind}"} for kind in types},
    }
    return channel | ({"parameters": parameters} if parameters else {})


def _message(event: EventType, writer: JsonSchemaWriter) -> Schema:
    name = pascal(event.type.replace(".", "_"))
    return {
        "name": event.type,
        "summary": event.description,
        "contentType": "application/json",
        "payload": writer.write(name, parse_shape(event.payload)),
    }

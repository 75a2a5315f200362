#pragma once
// The members of a record as the store keeps it: derived, so a release may change it (replay writes it anew).

#include "records/members_internal.hpp"
#include "records/record.hpp"
#include "records/record_construct_members_internal.hpp"

namespace reeve::records {

template <class C>
void members(C& c, typename C::template Ref<Leg> v) {
    c.member("leg", v.number);
    c.member("holder", v.holder);
    c.member("from", v.from);
    c.optional("to", v.to);
    c.optional("cause", v.cause);
    c.optional("assigned", v.assigned);
    c.optional("reason", v.reason);
    c.optional("act", v.act);
    c.optional("by", v.by);
}
template <class C>
void members(C& c, typename C::template Ref<RefusedDeed> v) {
    c.member("deed", v.deed);
    c.member("at", v.at);
}
template <class C>
void members(C& c, typename C::template Ref<ClockSpan> v) {
    c.member("from", v.from);
    c.optional("to", v.to);
    c.optional("running", v.running, true);
    c.optional("cause", v.cause);
    c.optional("calendar", v.calendar);
    c.optional("calendar_version", v.calendar_version);
}
template <class C>
void members(C& c, typename C::template Ref<FormerLimit> v) {
    c.member("until", v.until);
    c.optional("limit", v.limit);
    c.optional("said", v.said);
}
template <class C>
void members(C& c, typename C::template Ref<ClockInstance> v) {
    c.member("now", v.now);
    c.optional("spans", v.spans);
    c.optional("former_limits", v.former_limits);
    c.optional("known_from", v.known_from);
}
template <class C>
void members(C& c, typename C::template Ref<ArmedTimer> v) {
    c.member("act", v.act);
    c.member("due", v.due);
    c.optional("ordinal", v.ordinal);
    c.optional("opens", v.opens);
}
template <class C>
void members(C& c, typename C::template Ref<LinkEnd> v) {
    c.member("link", v.link);
    c.member("record", v.record);
    c.optional("number", v.number);
    c.optional("type", v.type);
    c.optional("kind", v.kind);
    c.optional("state", v.state);
    c.optional("open", v.open);
    c.optional("seen", v.seen_version);
    c.optional("outcome", v.outcome);
    c.optional("key", v.key);
    c.optional("shared", v.shared);
}
template <class C>
void members(C& c, typename C::template Ref<Attachment> v) {
    c.member("id", v.id);
    c.optional("name", v.name);
    c.optional("media_type", v.media_type);
    c.optional("size", v.size);
    c.optional("sha256", v.sha256);
    c.optional("audience", v.audience);
    c.member("added", v.added);
    c.optional("kind", v.kind);
}
template <class C>
void members(C& c, typename C::template Ref<ActCount> v) {
    c.member("times", v.times);
    c.optional("in_leg", v.in_leg);
    c.optional("by", v.by);
    c.optional("last", v.last);
    c.optional("last_by", v.last_by);
}
template <class C>
void members(C& c, typename C::template Ref<Record> v) {
    c.member("id", v.id);
    c.member("version", v.version);
    c.member("head", v.head);
    c.member("number", v.number);
    c.member("process", v.process);
    c.member("process_version", v.process_version);
    c.member("type", v.type);
    c.member("kind", v.kind);
    c.member("state", v.state);
    c.optional("waiting", v.waiting);
    c.optional("open", v.open);
    c.optional("end", v.end);
    c.optional("reopened", v.reopened);
    c.member("state_since", v.state_since);
    c.optional("priority", v.priority);
    c.optional("rank", v.rank);
    c.optional("title", v.title);
    c.optional("description", v.description);
    c.optional("fields", v.fields);
    c.optional("reporter", v.reporter);
    c.optional("logged_by", v.logged_by);
    c.optional("organisation", v.organisation);
    c.optional("channel", v.channel);
    c.optional("holder", v.holder);
    c.optional("legs", v.legs);
    c.optional("clocks", v.clocks);
    c.optional("timers", v.timers);
    c.optional("refused", v.refused);
    c.optional("left_out", v.left_out);
    c.optional("links", v.links);
    c.optional("rounds", v.rounds);
    c.optional("since", v.since);
    c.optional("limits", v.limits);
    c.optional("ticks", v.ticks);
    c.optional("time_entries", v.time_entries);
    c.optional("trees", v.trees);
    c.optional("derived", v.derived);
    c.optional("attachments", v.attachments);
    c.optional("watchers", v.watchers);
    c.optional("acts", v.acts);
    c.optional("states_ever", v.states_ever);
    c.optional("path", v.path);
    c.optional("origin", v.origin);
    c.optional("values_ever", v.values_ever);
    c.optional("text_versions", v.text_versions);
    c.optional("erased", v.erased);
    c.member("created", v.created);
    c.member("updated", v.updated);
}

}  // namespace reeve::records

#pragma once
// The members of everything that is stored, once for writing and reading. The names are frozen with the first
// release: journals are kept for ever.

#include "records/change.hpp"
#include "records/clock_members_internal.hpp"
#include "records/construct_members_internal.hpp"
#include "records/deed_members_internal.hpp"
#include "records/record.hpp"

namespace reeve::records {

template <class C>
void members(C& c, typename C::template Ref<Holder> v) {
    c.member("role", v.role);
    c.optional("organisation", v.organisation);
    c.optional("team", v.team);
    c.optional("person", v.person);
}

// ---- changes: the first member names the kind
template <class C>
void members(C& c, typename C::template Ref<Born> v) {
    c.member("born", v.number);
    c.member("type", v.type);
    c.member("kind", v.kind);
    c.optional("reporter", v.reporter);
    c.optional("logged_by", v.logged_by);
    c.optional("channel", v.channel);
}
template <class C>
void members(C& c, typename C::template Ref<FieldSet> v) {
    c.member("set", v.field);
    c.optional("value", v.value);
    c.optional("text", v.text_path);
}
template <class C>
void members(C& c, typename C::template Ref<PrioritySet> v) {
    c.member("priority", v.value);
    c.optional("rank", v.rank);
}
template <class C>
void members(C& c, typename C::template Ref<OrganisationSet> v) {
    c.member("organisation", v.organisation);
}
template <class C>
void members(C& c, typename C::template Ref<StateEntered> v) {
    c.member("state", v.state);
    c.optional("open", v.open);
    c.optional("end", v.end);
    c.optional("waiting", v.waiting);
}
template <class C>
void members(C& c, typename C::template Ref<LegOpened> v) {
    c.member("leg", v.leg);
    c.member("holder", v.holder);
    c.optional("cause", v.cause);
    c.optional("reason", v.reason);
}
template <class C>
void members(C& c, typename C::template Ref<LegClosed> v) {
    c.member("leg_closed", v.leg);
}
template <class C>
void members(C& c, typename C::template Ref<Assigned> v) {
    c.member("assigned", v.person);
}
template <class C>
void members(C& c, typename C::template Ref<Commented> v) {
    c.member("commented", v.audience);
}
template <class C>
void members(C& c, typename C::template Ref<Attached> v) {
    c.member("attached", v.attachment);
    c.optional("size", v.size);
    c.optional("media_type", v.media_type);
    c.optional("sha256", v.sha256);
    c.optional("kind", v.kind);
}
template <class C>
void members(C& c, typename C::template Ref<Linked> v) {
    c.member("linked", v.link);
    c.member("record", v.record);
    c.member("number", v.number);
    c.optional("type", v.type);
    c.optional("kind", v.kind);
    c.optional("open", v.open);
    c.optional("state", v.state);
    c.optional("outcome", v.outcome);
    c.optional("key", v.key);
    c.optional("shared", v.shared);
}
template <class C>
void members(C& c, typename C::template Ref<Unlinked> v) {
    c.member("unlinked", v.link);
    c.member("record", v.record);
}
template <class C>
void members(C& c, typename C::template Ref<LinkedSeen> v) {
    c.member("seen", v.record);
    c.optional("state", v.state);
    c.optional("open", v.open);
    c.optional("version", v.version);
    c.optional("outcome", v.outcome);
    c.optional("shared", v.shared);
}
template <class C>
void members(C& c, typename C::template Ref<Watching> v) {
    c.member("watching", v.person);
    c.member("on", v.on);
}
template <class C>
void members(C& c, typename C::template Ref<TextsErased> v) {
    c.member("erased", v.event);
    c.optional("version", v.version);
    c.member("paths", v.paths);
}
template <class C>
void members(C& c, typename C::template Ref<EntrySet> v) {
    c.member("entry", v.value);
}
template <class C>
void members(C& c, typename C::template Ref<Finding> v) {
    c.member("finding", v.kind);
    c.optional("detail", v.detail);
}
template <class C>
void members(C& c, typename C::template Ref<Imported> v) {
    c.member("imported", v.source);
    c.member("key", v.key);
}
template <class C>
void members(C& c, typename C::template Ref<Adopted>) {
    c.flag("adopted");
}

}  // namespace reeve::records

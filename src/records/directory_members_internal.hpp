#pragma once
// The members of the directory's entries, once for writing and reading. Frozen like those of changes.

#include "records/directory.hpp"

namespace reeve::records {

template <class C>
void members(C& c, typename C::template Ref<Membership> v) {
    c.member("process", v.process);
    c.member("role", v.role);
    c.optional("organisation", v.organisation);
}
template <class C>
void members(C& c, typename C::template Ref<Delegation> v) {
    c.member("person", v.person);
    c.optional("from", v.from);
    c.optional("until", v.until, Instant::never());
}
template <class C>
void members(C& c, typename C::template Ref<Person> v) {
    c.member("name", v.name);
    c.optional("language", v.language);
    c.optional("organisation", v.organisation);
    c.optional("teams", v.teams);
    c.optional("memberships", v.memberships);
    c.optional("administrator", v.administrator);
    c.optional("active", v.active, true);
    c.optional("delegate", v.delegate);
}
template <class C>
void members(C& c, typename C::template Ref<Organisation> v) {
    c.member("name", v.name);
    c.optional("display", v.display);
    c.optional("kind", v.kind);
    c.optional("calendar", v.calendar);
}
template <class C>
void members(C& c, typename C::template Ref<Team> v) {
    c.member("name", v.name);
    c.optional("display", v.display);
    c.optional("organisation", v.organisation);
    c.optional("calendar", v.calendar);
}
template <class C>
void members(C& c, typename C::template Ref<WorkingCalendar> v) {
    c.member("name", v.name);
    c.optional("title", v.title);
    c.member("spec", v.spec);
    c.optional("effective", v.effective, Instant::never());
}
template <class C>
void members(C& c, typename C::template Ref<AgreementTarget> v) {
    c.member("clock", v.clock);
    c.optional("when", v.when);
    c.member("limit", v.limit);
    c.optional("warn", v.warn);
}
template <class C>
void members(C& c, typename C::template Ref<Accord> v) {
    c.optional("by", v.by);
    c.member("at", v.at);
    c.optional("reference", v.reference);
}
template <class C>
void members(C& c, typename C::template Ref<Agreement> v) {
    c.member("name", v.name);
    c.optional("title", v.title);
    c.member("kind", v.kind);
    c.member("process", v.process);
    c.optional("provider", v.provider);
    c.optional("customer", v.customer);
    c.optional("service", v.service);
    c.optional("calendar", v.calendar);
    c.member("from", v.from);
    c.optional("until", v.until);
    c.optional("targets", v.targets);
    c.optional("agreed", v.agreed);
}

}  // namespace reeve::records

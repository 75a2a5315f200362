#pragma once
// The members of approvals and of what other constructs keep, in events; frozen like those of
// members_internal.hpp.

#include "records/approval_change.hpp"
#include "records/construct_change.hpp"

namespace reeve::records {

template <class C>
void members(C& c, typename C::template Ref<ApprovalSeat> v) {
    c.member("role", v.role);
    c.optional("organisation", v.organisation);
}
template <class C>
void members(C& c, typename C::template Ref<RoundOpened> v) {
    c.member("round_opened", v.approval);
    c.member("round", v.round);
    c.member("digest", v.digest);
    c.member("seats", v.seats);
    c.optional("quorum", v.quorum);
    c.optional("expires", v.expires);
}
template <class C>
void members(C& c, typename C::template Ref<Voted> v) {
    c.member("voted", v.approval);
    c.member("round", v.round);
    c.member("seat", v.seat);
    c.member("person", v.person);
    c.member("vote", v.vote);
    c.optional("text", v.text_path);
}
template <class C>
void members(C& c, typename C::template Ref<VoteVoided> v) {
    c.member("vote_void", v.approval);
    c.member("round", v.round);
    c.member("seat", v.seat);
}
template <class C>
void members(C& c, typename C::template Ref<RoundDecided> v) {
    c.member("round_decided", v.approval);
    c.member("round", v.round);
    c.member("outcome", v.outcome);
}
template <class C>
void members(C& c, typename C::template Ref<RoundVoided> v) {
    c.member("round_void", v.approval);
    c.member("round", v.round);
    c.member("cause", v.cause);
}
template <class C>
void members(C& c, typename C::template Ref<RoundUsed> v) {
    c.member("round_used", v.approval);
    c.member("round", v.round);
    c.member("act", v.act);
}
template <class C>
void members(C& c, typename C::template Ref<ScopeBegan> v) {
    c.member("since", v.act);
}
template <class C>
void members(C& c, typename C::template Ref<LimitHeld> v) {
    c.member("limit", v.limit);
    c.member("key", v.key);
    c.member("on", v.on);
}
template <class C>
void members(C& c, typename C::template Ref<StepTicked> v) {
    c.member("ticked", v.step);
    c.member("checklist", v.checklist);
    c.member("on", v.on);
}
template <class C>
void members(C& c, typename C::template Ref<TimeLogged> v) {
    c.member("time_logged", v.entry);
    c.member("person", v.person);
    c.member("day", v.day);
    c.member("minutes", v.minutes);
}
template <class C>
void members(C& c, typename C::template Ref<TimeStruck> v) {
    c.member("time_struck", v.entry);
}
template <class C>
void members(C& c, typename C::template Ref<TreeWalked> v) {
    c.member("tree", v.tree);
    c.member("answers", v.answers);
    c.optional("result", v.result);
}
template <class C>
void members(C& c, typename C::template Ref<Derived> v) {
    c.member("derived", v.link);
    c.optional("keys", v.keys);
}
template <class C>
void members(C& c, typename C::template Ref<Noticed> v) {
    c.member("noticed", v.notice);
    c.member("people", v.people);
}
template <class C>
void members(C& c, typename C::template Ref<Moved> v) {
    c.member("moved", v.version);
    c.member("from", v.from);
}

}  // namespace reeve::records

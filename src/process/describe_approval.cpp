// Approvals for the API: who is heard, on what, by which rule.
#include "process/describe_internal.hpp"

namespace reeve::process {
namespace {

std::string_view word(Approval::Reasons reasons) {
    switch (reasons) {
        case Approval::Reasons::for_no: return "for_no";
        case Approval::Reasons::always: return "always";
        case Approval::Reasons::never: break;
    }
    return "never";
}

Json covers_json(const RecordType& type, const Subject& covers) {
    JsonArray list;
    if (covers.title) list.emplace_back("title");
    if (covers.description) list.emplace_back("description");
    for (const Index field : covers.fields) list.emplace_back(type.fields[field].name);
    for (const Index link : covers.links) list.emplace_back(type.links[link].name);
    if (covers.attachments) list.emplace_back("attachments");
    return list;
}

}  // namespace

JsonArray describe_exclusions(const RecordType& type, const std::vector<Exclusion>& list) {
    JsonArray out;
    for (const Exclusion& exclusion : list) {
        switch (exclusion.kind) {
            case Exclusion::Kind::assignee: out.emplace_back("assignee"); break;
            case Exclusion::Kind::reporter: out.emplace_back("reporter"); break;
            case Exclusion::Kind::logger: out.emplace_back("logger"); break;
            case Exclusion::Kind::act: out.emplace_back("act " + type.acts[exclusion.act].name); break;
        }
    }
    return out;
}

Json describe_approval(const Process& process, const RecordType& type, const Approval& approval,
                       std::string_view language) {
    JsonArray seats, opens;
    for (const Seat& seat : approval.seats)
        seats.emplace_back(JsonObject{{"role", process.roles[seat.role].name},
                                      {"at", seat.at ? Json(type.fields[*seat.at].name) : Json()}});
    for (const Index state : approval.opens) opens.emplace_back(type.states[state].name);
    return JsonObject{
        {"name", approval.name},
        {"title", shown(approval.title, approval.name, language)},
        {"seats", std::move(seats)},
        {"quorum", approval.quorum == 0 ? Json("all") : Json(static_cast<std::int64_t>(approval.quorum))},
        {"covers", covers_json(type, approval.covers)},
        {"exclude", describe_exclusions(type, approval.exclude)},
        {"after", approval.after ? Json(type.approvals[*approval.after].name) : Json()},
        {"expires", approval.expires ? Json(text(*approval.expires)) : Json()},
        {"opens", std::move(opens)},
        {"reasons", word(approval.reasons)}};
}

}  // namespace reeve::process

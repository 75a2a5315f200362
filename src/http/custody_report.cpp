#include "http/custody_report.hpp"

#include "http/report_answer.hpp"
#include "http/views.hpp"
#include "store/custody_roles.hpp"
#include "store/flow_figure.hpp"

namespace reeve::http {
namespace {

namespace figure = store::figure;

Json seconds(const std::optional<std::int64_t>& value) {
    return value ? Json(*value) : Json();
}

JsonObject custody_of(const desk::World& world, const records::Holder& holder) {
    return {{"role", holder.role},
            {"team", team_reference(world, holder.team)},
            {"organisation", organisation_reference(world, holder.organisation)}};
}

Json held_by_json(const desk::World& world, const store::CustodyFlow& custody) {
    JsonArray lines;
    for (const store::CustodyHolder& one : custody.held_by) {
        JsonObject line = custody_of(world, one.holder);
        line.set("person", person_reference(world, one.holder.person));
        line.set("records", one.records);
        line.set("legs", one.legs);
        line.set("held_s", one.held_s);
        line.set("median_s", seconds(one.median_s));
        line.set("waiting_s", one.waiting_s);
        line.set("figure", figure::kept_by(one.holder));
        lines.emplace_back(std::move(line));
    }
    return lines;
}

Json ping_pong_json(const desk::World& world, const store::CustodyFlow& custody) {
    JsonArray pairs;
    for (const store::PingPong& pair : custody.pairs)
        pairs.push_back(JsonObject{{"a", custody_of(world, pair.a)},
                                   {"b", custody_of(world, pair.b)},
                                   {"times", pair.times},
                                   {"records", pair.records},
                                   {"figure", figure::returned(pair)}});
    return JsonObject{{"records", custody.returned},
                      {"returns", custody.returns},
                      {"figure", figure::returned()},
                      {"pairs", std::move(pairs)}};
}

Json hand_overs_json(const store::CustodyFlow& custody) {
    JsonArray counts;
    for (const store::FlowTimes& count : custody.hand_overs.counts)
        counts.push_back(JsonObject{
            {"times", count.times}, {"records", count.records}, {"figure", figure::reassigned(count.times)}});
    return JsonObject{{"total", custody.hand_overs.total},
                      {"records", custody.hand_overs.records},
                      {"figure", figure::reassigned()},
                      {"counts", std::move(counts)}};
}

std::string reason_title(const ReportQuestion& question, const std::string& reason,
                         std::string_view language) {
    if (!question.type->custody.reasons) return reason;
    const process::Choice& choice = question.process->choices[*question.type->custody.reasons];
    const auto value = choice.find(reason);
    return value ? process::shown(choice.values[*value].title, reason, language) : reason;
}

Json reasons_json(const ReportQuestion& question, const store::CustodyFlow& custody,
                  std::string_view language) {
    JsonArray reasons;
    for (const store::CustodyReason& one : custody.reasons)
        reasons.push_back(JsonObject{{"reason", one.reason},
                                     {"title", reason_title(question, one.reason, language)},
                                     {"times", one.times},
                                     {"records", one.records},
                                     {"figure", figure::reason(one.reason)}});
    return reasons;
}

// Who in person, which team and which organisation had it, and why it was handed over, is told inside, in sum
// as of one record.
bool reads_internal(const Call& call, const ReportQuestion& question) {
    return desk::reads_internal(*call.world, person_of(call), question.process->id);
}

Json custody_json(const Call& call, const ReportQuestion& question, const store::CustodyFlow& custody) {
    JsonObject report = question_json(question);
    report.set("partial", custody.partial);
    report.set("records", custody.records);
    report.set("figure", figure::all());
    report.set("held_by", held_by_json(*call.world, custody));
    report.set("ping_pong", ping_pong_json(*call.world, custody));
    report.set("hand_overs", hand_overs_json(custody));
    if (reads_internal(call, question))
        report.set("reasons", reasons_json(question, custody, language_of(call)));
    return report;
}

// "tier_1, Health centre Boane": what custody is called in a cell.
std::string custody_words(const desk::World& world, const records::Holder& holder) {
    std::string words = holder.role;
    for (const Json& part :
         {team_reference(world, holder.team), organisation_reference(world, holder.organisation)})
        if (part.is_object()) words += ", " + std::string(part.string_or_empty("name"));
    return words;
}

std::string custody_csv(const desk::World& world, const store::CustodyFlow& custody) {
    ReportRows rows;
    rows.add("all", "", "", "records", custody.records);
    rows.add("all", "", "", "partial", std::int64_t{custody.partial});
    for (const store::CustodyHolder& one : custody.held_by) {
        const std::string of = custody_words(world, one.holder);
        const Json person = person_reference(world, one.holder.person);
        const std::string detail(person.is_object() ? person.string_or_empty("name") : "");
        rows.add("held_by", of, detail, "records", one.records);
        rows.add("held_by", of, detail, "legs", one.legs);
        rows.add("held_by", of, detail, "held_s", one.held_s);
        rows.add("held_by", of, detail, "median_s", one.median_s);
        rows.add("held_by", of, detail, "waiting_s", one.waiting_s);
    }
    rows.add("ping_pong", "", "", "records", custody.returned);
    rows.add("ping_pong", "", "", "returns", custody.returns);
    for (const store::PingPong& pair : custody.pairs) {
        const std::string a = custody_words(world, pair.a), b = custody_words(world, pair.b);
        rows.add("ping_pong", a, b, "times", pair.times);
        rows.add("ping_pong", a, b, "records", pair.records);
    }
    rows.add("hand_overs", "", "", "total", custody.hand_overs.total);
    for (const store::FlowTimes& count : custody.hand_overs.counts)
        rows.add("hand_overs", std::to_string(count.times), "", "records", count.records);
    for (const store::CustodyReason& one : custody.reasons) {
        rows.add("reasons", one.reason, "", "times", one.times);
        rows.add("reasons", one.reason, "", "records", one.records);
    }
    return rows.take();
}

}  // namespace

void report_custody(Api& api, Call call, Reply reply) {
    answer_report(api, call, std::move(reply),
                  [&](const ReportQuestion& question, Format format, store::FlowReader& reader) {
                      const store::Sight sight = desk::sight_of(*call.world, person_of(call));
                      const bool internal = reads_internal(call, question);
                      store::CustodyFlow custody =
                          internal ? reader.custody(sight, question.asked)
                                   : store::custody_by_roles(reader, sight, question.asked);
                      if (!internal) custody.reasons.clear();
                      return format == Format::csv
                                 ? csv_response("custody", question, custody_csv(*call.world, custody))
                                 : json_response(200, custody_json(call, question, custody));
                  });
}

}  // namespace reeve::http

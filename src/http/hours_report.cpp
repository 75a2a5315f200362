#include "http/hours_report.hpp"

#include <map>

#include "http/report_answer.hpp"
#include "http/views.hpp"

namespace reeve::http {
namespace {

struct Sum {
    Json person;
    std::int64_t minutes = 0, entries = 0, records = 0;
};

// Of each person on all records together.
std::map<Id, Sum> by_person(const desk::World& world, const store::Hours& hours) {
    std::map<Id, Sum> sums;
    for (const store::HoursRow& row : hours.rows) {
        Sum& sum = sums[row.person];
        sum.person = person_reference(world, row.person);
        sum.minutes += row.minutes;
        sum.entries += row.entries;
        ++sum.records;
    }
    return sums;
}

Json hours_json(const desk::World& world, const ReportQuestion& question, const store::Hours& hours) {
    JsonArray people, rows;
    for (const auto& [id, sum] : by_person(world, hours))
        people.push_back(JsonObject{{"person", sum.person},
                                    {"minutes", sum.minutes},
                                    {"entries", sum.entries},
                                    {"records", sum.records}});
    for (const store::HoursRow& row : hours.rows)
        rows.push_back(JsonObject{{"person", person_reference(world, row.person)},
                                  {"number", row.number},
                                  {"organisation", organisation_reference(world, row.organisation)},
                                  {"minutes", row.minutes},
                                  {"entries", row.entries}});
    JsonObject report = question_json(question);
    report.set("partial", hours.partial);
    report.set("minutes", hours.minutes);
    report.set("people", std::move(people));
    report.set("rows", std::move(rows));
    return report;
}

std::string name_in(const Json& reference) {
    return reference.is_object() ? std::string(reference.string_or_empty("name")) : std::string();
}

std::string hours_csv(const desk::World& world, const store::Hours& hours) {
    ReportRows rows;
    rows.add("all", "", "", "minutes", hours.minutes);
    rows.add("all", "", "", "partial", std::int64_t{hours.partial});
    for (const store::HoursRow& row : hours.rows) {
        const std::string person = name_in(person_reference(world, row.person));
        rows.add("hours", person, row.number, "minutes", row.minutes);
        rows.add("hours", person, row.number, "entries", row.entries);
    }
    return rows.take();
}

}  // namespace

void report_hours(Api& api, Call call, Reply reply) {
    answer_report(
        api, call, std::move(reply),
        [&](const ReportQuestion& question, Format format, store::FlowReader& reader) -> Outcome<Response> {
            // Who worked how long is told inside.
            if (!desk::reads_internal(*call.world, person_of(call), question.process->id))
                return refuse(RefusalKind::not_allowed, "This report is for those who work on such records.");
            const store::Sight sight = desk::sight_of(*call.world, person_of(call));
            const store::Hours hours =
                reader.hours(sight, {question.process->id, question.type->name, question.from, question.to});
            return format == Format::csv ? csv_response("hours", question, hours_csv(*call.world, hours))
                                         : json_response(200, hours_json(*call.world, question, hours));
        });
}

}  // namespace reeve::http

// What is sent where the model only knows a class.
#include <algorithm>

#include "verify/replay.hpp"

namespace reeve::verify {

std::vector<Json> values_of(const Trial& trial, const process::Field& field, const Domain& domain,
                            std::uint32_t value) {
    const Sample& sample = domain.samples[std::min<std::size_t>(value, domain.samples.size() - 1)];
    if (!is_opaque(field)) return {sample.sent};
    if (sample.seen.is_null()) return {Json()};
    std::vector<Json> values;
    switch (field.kind) {
        case process::FieldKind::instant:
            for (const Duration span : {Duration::hours(1), Duration::days(30), Duration{-3'600'000'000}})
                values.emplace_back(text(trial.now + span));
            break;
        case process::FieldKind::organisation:
            for (const std::string& one : trial.organisations(field)) values.emplace_back(one);
            break;
        case process::FieldKind::team:
            for (const std::string& one : Trial::teams()) values.emplace_back(one);
            break;
        default: {
            Trial scratch = trial;
            const Id person = scratch.person({}, Trial::only_named);
            values.emplace_back(scratch.situation(nullptr).directory->person(person)->name);
        }
    }
    return values;
}

std::vector<process::Index> heard_of(const process::Process& process, const process::RecordType& type,
                                     const process::Act& act, const records::Record* record) {
    std::vector<process::Index> fields;
    for (const process::FormItem& item : act.form) {
        if (item.kind != process::FormItem::Kind::field) continue;
        const std::string& name = type.fields[item.field].name;
        const bool roles =
            std::ranges::find(process.roles, name, &process::Role::at_name) != process.roles.end();
        const bool seats = std::ranges::any_of(type.approvals, [&](const process::Approval& approval) {
            return std::ranges::find(approval.seats, item.field, &process::Seat::at) != approval.seats.end();
        });
        const Json* named = record == nullptr ? nullptr : record->field(name);
        if ((seats || roles) && (named == nullptr || named->is_null())) fields.push_back(item.field);
    }
    return fields;
}

}  // namespace reeve::verify

// Limits over records: which count, under which key, and how many others do.
#include <fmt/format.h>

#include <algorithm>

#include "verify/model_internal.hpp"

namespace reeve::verify {
namespace {

// Up to so many others are counted one by one; of more it is only told whether there are as many as may be.
constexpr std::size_t counted_most = 15;

// The record's own fields that the expressions of a limit read; nothing where they read more than fields, the
// state and the holder: then it is not known when the record comes to count.
std::optional<std::vector<Index>> own_fields(const process::RecordType& type,
                                             const std::vector<const process::Expression*>& expressions) {
    std::vector<Index> fields;
    for (const process::Expression* expression : expressions) {
        const cel::Reads& reads = expression->program.reads();
        for (const cel::FunctionRead& read : reads.functions)
            if (read.id < static_cast<int>(process::Function::first_table)) return std::nullopt;
        for (const std::vector<std::string>& path : reads.paths) {
            const std::string& name = path.size() > 1 && path.front() == "record" ? path[1] : path.front();
            const auto field = type.field(name);
            if (field && std::find(fields.begin(), fields.end(), *field) == fields.end())
                fields.push_back(*field);
            if (!field && name != "state" && name != "holder") return std::nullopt;
        }
    }
    return fields;
}

std::vector<std::string> counts(std::size_t max) {
    if (max > counted_most) return {"fewer", "as many as there may be"};
    std::vector<std::string> words;
    for (std::size_t i = 0; i <= max; ++i) words.push_back(std::to_string(i));
    return words;
}

}  // namespace

void add_limits(Model& model) {
    for (const process::Limit& limit : model.type->limits) {
        LimitModel& made = model.keyed.emplace_back();
        made.limit = &limit;
        std::vector<const process::Expression*> key, all;
        for (const process::Expression& part : limit.by) key.push_back(&part);
        all = key;
        if (limit.where) all.push_back(&*limit.where);
        if (!own_fields(*model.type, all)) {
            model.limits.push_back(
                fmt::format("the limit '{}' (line {}) rests on more than the record's own state, holder and "
                            "fields; it may "
                            "be full or not at any time",
                            limit.name, limit.line));
            continue;
        }
        made.key = *own_fields(*model.type, key);
        // What a field is worked out from may be anything.
        for (const Index field : made.key) made.key_moves = made.key_moves || model.type->fields[field].is;
        for (const process::Expression* part : key)
            for (const std::vector<std::string>& path : part->program.reads().paths)
                for (const char* word : {"state", "holder"})
                    made.key_moves = made.key_moves || path.back() == word;
        made.others = model.layout.add("others under " + limit.name, counts(limit.max));
    }
}

bool is_one_value(const Model& model, Index field) {
    const process::FieldKind kind = model.type->fields[field].kind;
    const Domain& domain = model.domains[field];
    return (kind == process::FieldKind::choice || kind == process::FieldKind::boolean) &&
           domain.samples.size() == domain.all.size();
}

bool makes_key(const Model& model, Index field) {
    return !is_one_value(model, field) && std::ranges::any_of(model.keyed, [&](const LimitModel& limit) {
        return limit.others && std::find(limit.key.begin(), limit.key.end(), field) != limit.key.end();
    });
}

}  // namespace reeve::verify

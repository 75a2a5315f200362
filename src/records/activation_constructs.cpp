// What an expression sees of links, question trees and registers.
#include "process/tree.hpp"
#include "records/activation_internal.hpp"
#include "records/register_internal.hpp"
#include "records/values_internal.hpp"

namespace reeve::records {
namespace {

// A field of another record as its type shares it. Of another process this one says what kind it expects.
cel::Value shared_value(const process::Process& process, const process::Link& link, const std::string& name,
                        const Json& shared, const Directory& directory) {
    const Json* kept = shared.is_object() ? shared.find(name) : nullptr;
    const auto of = [&](const std::vector<process::Field>& fields) {
        for (const process::Field& field : fields)
            if (field.name == name) return seen_value(field, kept, directory);
        return cel::Value();
    };
    return of(link.is_remote() ? link.reads : process.types[link.target_type].fields);
}

// A list is made when it is asked for.
class SeenRegisters final : public cel::Object {
public:
    SeenRegisters(const process::Process& process, const Directory& directory, Facts& facts, Instant now)
        : process_(process), directory_(directory), facts_(facts), now_(now) {}

    [[nodiscard]] const cel::Type& type() const override { return process_.registers_object; }
    [[nodiscard]] cel::Value field(std::size_t index) const override {
        const std::string& name = process_.registers_object.fields().at(index).name;
        const process::RecordType& of = process_.types[process_.type(name).value_or(0)];
        return seen_register(process_, of, directory_, facts_, now_);
    }

private:
    const process::Process& process_;
    const Directory& directory_;
    Facts& facts_;
    Instant now_;
};

}  // namespace

cel::Value seen_link(const process::Process& process, const process::Link& link, const LinkEnd& end,
                     const Directory& directory) {
    std::vector<cel::Value> members{end.number, end.type, end.kind, end.open};
    constexpr auto first = static_cast<std::size_t>(process::LinkedMember::state);
    const std::vector<cel::Field>& fields = link.linked.fields();
    for (std::size_t i = first; i < fields.size(); ++i) {
        if (fields[i].name == "state")
            members.emplace_back(end.state);
        else if (fields[i].name == "outcome")
            members.emplace_back(end.outcome);  // empty: its state means nothing to others
        else
            members.push_back(shared_value(process, link, fields[i].name, end.shared, directory));
    }
    return cel::Value::object(link.linked, std::move(members));
}

cel::Value View::trees() const {
    std::vector<cel::Value> results;
    for (const auto& tree : process_.trees) {
        const auto walked = record_.trees.find(tree->name);
        results.push_back(walked == record_.trees.end() ? cel::Value()
                                                        : process::result_of(*tree, walked->second.result));
    }
    return cel::Value::object(process_.trees_object, std::move(results));
}

cel::Value View::registers() const {
    if (facts_ == nullptr) return cel::Value::error(cel::ErrorKind::host, "registers are not read here");
    return std::shared_ptr<const cel::Object>(
        std::make_shared<SeenRegisters>(process_, directory_, *facts_, now_));
}

}  // namespace reeve::records

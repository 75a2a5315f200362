#include <algorithm>

#include "process/roles_and_states_internal.hpp"

namespace reeve::process {
namespace {

class StandingActivation : public cel::Activation {
public:
    StandingActivation(const Process& process, Standing standing) : process_(process), standing_(standing) {}

    cel::Value variable(int slot) override {
        if (slot == static_cast<int>(Slot::holder))
            return standing_.holder.empty() ? cel::Value() : cel::Value(standing_.holder);
        if (slot == static_cast<int>(Slot::state)) return cel::Value(standing_.state);
        return cel::Value::error(cel::ErrorKind::host, "not known here");
    }

    cel::Value call(int function, std::span<const cel::Value> arguments) override {
        const auto table =
            static_cast<std::size_t>(function) - static_cast<std::size_t>(Function::first_table);
        if (table >= process_.tables.size()) return cel::Value::error(cel::ErrorKind::host, "not known here");
        return process_.tables[table].call(arguments);
    }

private:
    const Process& process_;
    Standing standing_;
};

bool reads_only(const cel::Program& program, std::initializer_list<Slot> slots) {
    const cel::Reads& reads = program.reads();
    const auto known = [&](int slot) {
        return std::any_of(slots.begin(), slots.end(), [&](Slot s) { return static_cast<int>(s) == slot; });
    };
    const auto table = [](const cel::FunctionRead& read) {
        return read.id >= static_cast<int>(Function::first_table);
    };
    return std::all_of(reads.variables.begin(), reads.variables.end(), known) &&
           std::all_of(reads.functions.begin(), reads.functions.end(), table);
}

}  // namespace

bool follows_from_holder(const cel::Program& program) {
    return reads_only(program, {Slot::holder});
}

bool follows_from_standing(const cel::Program& program) {
    return reads_only(program, {Slot::holder, Slot::state});
}

cel::Value value_for(const Process& process, const cel::Program& program, Standing standing) {
    StandingActivation activation(process, standing);
    return cel::evaluate(program, activation);
}

}  // namespace reeve::process

// The C header of libyaml, linked statically by the target DossierModel.
#include <yaml.h>

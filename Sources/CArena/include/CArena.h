#ifndef CARENA_H
#define CARENA_H
#endif

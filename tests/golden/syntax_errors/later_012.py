class :
 f'a' 'abc
